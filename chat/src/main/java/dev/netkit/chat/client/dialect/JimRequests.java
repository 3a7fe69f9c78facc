package dev.netkit.chat.client.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.chat.wire.ChatRequest;
import java.time.Clock;

/** Native requests as the JIM objects that come to the same. */
record JimRequests(JimShape shape, String username, Clock clock) implements ChatRequest.Handler<ObjectNode> {
    @Override
    public ObjectNode hello(ChatRequest.Hello request) {
        ObjectNode presence = JimJson.request("presence", clock);
        presence.putObject("user").put("account_name", username).put("status", "");
        return presence;
    }

    @Override
    public ObjectNode text(ChatRequest.Text request) {
        String room = request.room().orElse(ChatFormat.LOBBY);
        return JimJson.request(shape.action(), clock)
                .put("to", request.to().orElse(room.equals(ChatFormat.LOBBY) ? "ALL" : "#" + room))
                .put("from", username)
                .put(shape.textField(), request.content());
    }

    @Override
    public ObjectNode join(ChatRequest.Join request) {
        return JimJson.request("join", clock).put("room", "#" + request.room());
    }

    @Override
    public ObjectNode leave(ChatRequest.Leave request) {
        return JimJson.request("leave", clock).put("room", "#" + request.room());
    }

    @Override
    public ObjectNode who(ChatRequest.Who request) {
        return JimJson.request("get_contacts", clock).put("user_login", username);
    }

    @Override
    public ObjectNode ping(ChatRequest.Ping request) {
        return JimJson.request("ping", clock);
    }

    @Override
    public ObjectNode bye(ChatRequest.Bye request) {
        return JimJson.request("quit", clock);
    }
}

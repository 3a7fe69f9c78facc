package dev.netkit.chat.command;

import dev.netkit.chat.client.ChatEvent;
import dev.netkit.chat.wire.ChatReply.Message;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.message.UtcTime;

/** What happens in a chat as JSON objects; those of messages have the time of the message. */
final class EventJson implements ChatEvent.Handler<JsonLine> {
    static final EventJson INSTANCE = new EventJson();

    private EventJson() {}

    private static JsonLine message(String event, Message message) {
        JsonLine line = JsonLine.event(event);
        message.time().ifPresent(time -> line.with("time", UtcTime.format(time)));
        message.room().ifPresent(room -> line.with("room", room));
        line.with("username", message.username()).with("content", message.content());
        message.seq().filter(seq -> seq > 0).ifPresent(seq -> line.with("seq", seq));
        message.to().ifPresent(to -> line.with("to", to));
        message.id().ifPresent(id -> line.with("id", id));
        return line;
    }

    @Override
    public JsonLine up(ChatEvent.Up event) {
        return JsonLine.event("up").with("username", event.username());
    }

    @Override
    public JsonLine down(ChatEvent.Down event) {
        return JsonLine.event("down")
                .with("why", event.why())
                .with("pause", event.pause().toMillis() / 1000.0);
    }

    @Override
    public JsonLine notLetIn(ChatEvent.NotLetIn event) {
        return JsonLine.event("not-let-in")
                .with("username", event.username())
                .with("code", event.code())
                .with("detail", event.detail());
    }

    @Override
    public JsonLine said(ChatEvent.Said event) {
        return message("said", event.message());
    }

    @Override
    public JsonLine confided(ChatEvent.Confided event) {
        return message("private", event.message());
    }

    @Override
    public JsonLine sent(ChatEvent.Sent event) {
        return message("sent", event.message());
    }

    @Override
    public JsonLine stored(ChatEvent.Stored event) {
        return message("stored", event.message());
    }

    @Override
    public JsonLine unsaid(ChatEvent.Unsaid event) {
        return JsonLine.event("unsaid").with("content", event.content()).with("why", event.why());
    }

    @Override
    public JsonLine joined(ChatEvent.Joined event) {
        return JsonLine.event("joined").with("room", event.room()).with("username", event.username());
    }

    @Override
    public JsonLine left(ChatEvent.Left event) {
        return JsonLine.event("left").with("room", event.room()).with("username", event.username());
    }

    @Override
    public JsonLine users(ChatEvent.Users event) {
        return JsonLine.event("users").with("room", event.room()).with("usernames", event.usernames());
    }

    @Override
    public JsonLine notice(ChatEvent.Notice event) {
        return JsonLine.event("notice").with("content", event.content());
    }

    @Override
    public JsonLine refused(ChatEvent.Refused event) {
        return JsonLine.event("refused").with("code", event.code()).with("detail", event.detail());
    }

    @Override
    public JsonLine gap(ChatEvent.Gap event) {
        JsonLine line = JsonLine.event("gap").with("room", event.room());
        event.missing().ifPresent(missing -> line.with("missing", missing));
        return line;
    }
}

package dev.netkit.chat.command;

import dev.netkit.chat.ChatEvent;
import dev.netkit.chat.ChatListener;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceEvent.Detail;

/** Shows what happens in the chat among the other events of the service. */
record ChatEventOutput(ServiceOutput events) implements ChatListener {
    @Override
    public boolean wanted() {
        return events.wants(Detail.ACTIVITY);
    }

    @Override
    public void on(ChatEvent event) {
        if (event instanceof ChatEvent.Named named) {
            JsonLine object = object("joined", event).with("room", named.room());
            tell(event, object, "joined " + SafeText.escape(named.room()));
        } else if (event instanceof ChatEvent.Said said) {
            JsonLine object = object("said", event).with("room", said.room()).with("bytes", said.bytes());
            tell(event, object, "said " + said.bytes() + " bytes in " + SafeText.escape(said.room()));
        } else if (event instanceof ChatEvent.Departed) {
            tell(event, object("left", event), "left");
        }
    }

    private static JsonLine object(String name, ChatEvent event) {
        return JsonLine.event(name).with("peer", Endpoint.of(event.peer())).with("username", event.username());
    }

    private void tell(ChatEvent event, JsonLine object, String what) {
        String who = Endpoint.of(event.peer()) + " " + SafeText.escape(event.username());
        events.tell(Detail.ACTIVITY, object, who + " " + what);
    }
}

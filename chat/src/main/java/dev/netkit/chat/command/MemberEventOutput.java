package dev.netkit.chat.command;

import dev.netkit.chat.hall.MemberEvent;
import dev.netkit.chat.hall.MemberListener;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceEvent.Detail;

/** Shows what happens in the chat among the other events of the service. */
record MemberEventOutput(ServiceOutput events) implements MemberListener {
    @Override
    public boolean wanted() {
        return events.wants(Detail.ACTIVITY);
    }

    @Override
    public void on(MemberEvent event) {
        if (event instanceof MemberEvent.Named named) {
            JsonLine object = object("joined", event).with("room", named.room());
            tell(event, object, "joined " + SafeText.escape(named.room()));
        } else if (event instanceof MemberEvent.Said said) {
            JsonLine object = object("said", event).with("room", said.room()).with("bytes", said.bytes());
            tell(event, object, "said " + said.bytes() + " bytes in " + SafeText.escape(said.room()));
        } else if (event instanceof MemberEvent.Departed) {
            tell(event, object("left", event), "left");
        }
    }

    private static JsonLine object(String name, MemberEvent event) {
        return JsonLine.event(name).with("peer", Endpoint.of(event.peer())).with("username", event.username());
    }

    private void tell(MemberEvent event, JsonLine object, String what) {
        String who = Endpoint.of(event.peer()) + " " + SafeText.escape(event.username());
        events.tell(Detail.ACTIVITY, object, who + " " + what);
    }
}

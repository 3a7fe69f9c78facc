package dev.netkit.common.cli;

import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceEvent;
import java.net.InetSocketAddress;

/** Service events as lines for people. */
final class EventText implements ServiceEvent.Handler<String> {
    static final EventText INSTANCE = new EventText();

    private EventText() {}

    @Override
    public String starting(ServiceEvent.Starting event) {
        return "starting " + event.service();
    }

    @Override
    public String listening(ServiceEvent.Listening event) {
        return "listening on " + Endpoint.of(event.address());
    }

    @Override
    public String connected(ServiceEvent.Connected event) {
        return peer(event.peer()) + "connected";
    }

    @Override
    public String received(ServiceEvent.Received event) {
        return peer(event.peer()) + "received " + bytes(event.bytes());
    }

    @Override
    public String sent(ServiceEvent.Sent event) {
        return peer(event.peer()) + "sent " + bytes(event.bytes());
    }

    @Override
    public String disconnected(ServiceEvent.Disconnected event) {
        String why = event.why().map(text -> ": " + SafeText.escape(text)).orElse("");
        return peer(event.peer()) + "disconnected, received " + bytes(event.received()) + ", sent "
                + bytes(event.sent()) + " (" + event.reason().text() + why + ")";
    }

    @Override
    public String problem(ServiceEvent.Problem event) {
        return event.what() + ": " + SafeText.escape(event.why());
    }

    @Override
    public String traced(ServiceEvent.Traced event) {
        String arrow = event.direction() == ServiceEvent.Direction.IN ? "<- " : "-> ";
        String head = peer(event.peer()) + arrow + event.annotation() + ", " + bytes(event.bytes().length);
        return (head + "\n" + HexDump.of(event.bytes(), "    ")).stripTrailing();
    }

    @Override
    public String stopped(ServiceEvent.Stopped event) {
        return "stopped";
    }

    private static String peer(InetSocketAddress peer) {
        return Endpoint.of(peer) + " ";
    }

    private static String bytes(long count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }
}

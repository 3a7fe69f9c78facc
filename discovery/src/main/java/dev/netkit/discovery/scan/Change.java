package dev.netkit.discovery.scan;

import java.net.InetAddress;

/** What is different on a network. */
public sealed interface Change {
    /** Who it is about; for a host that has gone, as it was seen last. */
    Sighting host();

    /** It was not there, as far as anybody knew. */
    record Up(Sighting host) implements Change {}

    /** It is not there any more. */
    record Down(Sighting host) implements Change {}

    /** The same network card has another address. */
    record Moved(Sighting host, InetAddress from) implements Change {}

    /** One of its ports answers in another way. */
    record Port(Sighting host, int port, PortState before, PortState now) implements Change {}
}

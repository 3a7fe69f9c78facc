package dev.netkit.chat.hall;

import java.net.InetSocketAddress;

/** What a chat server tells about its members, beyond what every service tells about its connections. */
public sealed interface MemberEvent {
    InetSocketAddress peer();

    String username();

    /** A connection has a name, and is in a room. */
    record Named(InetSocketAddress peer, String username, String room) implements MemberEvent {}

    /** Something was said; {@code bytes} of UTF-8. */
    record Said(InetSocketAddress peer, String username, String room, int bytes) implements MemberEvent {}

    /** Whoever had the name has left. */
    record Departed(InetSocketAddress peer, String username) implements MemberEvent {}
}

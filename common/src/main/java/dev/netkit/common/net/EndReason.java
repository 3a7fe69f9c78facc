package dev.netkit.common.net;

import java.util.Locale;

/** Why a connection ended. */
public enum EndReason {
    PEER_CLOSED("the peer closed"),
    CLOSED("this side closed"),
    IDLE("nothing came for too long"),
    SLOW_FRAME("a frame was not finished in time"),
    STUCK_WRITE("the peer does not read"),
    SUPERSEDED("the peer came back on another connection"),
    KICKED("the host closed it"),
    PROTOCOL_ERROR("the peer broke the protocol"),
    CONNECTION_LOST("the connection was lost"),
    SERVER_STOPPED("the server stopped"),
    INTERNAL_ERROR("a bug in netkit");

    private final String text;

    EndReason(String text) {
        this.text = text;
    }

    /** The reason as a lower-case word with hyphens, for programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason in a few words, for people. */
    public String text() {
        return text;
    }
}

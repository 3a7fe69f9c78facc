package dev.netkit.chat.dialect;

import dev.netkit.chat.web.WebSocketFrames;
import dev.netkit.common.net.EndReason;

/** What a WebSocket is closed with (RFC 6455, section 7.4.1, and IANA's registry), so that a client knows what to do next. */
enum CloseCode {
    NORMAL(1000),
    /** The server stops: coming again is right. */
    GOING_AWAY(1001),
    /** Text only. */
    UNSUPPORTED(1003),
    /** The client is not wanted as it is: coming again by itself is wrong. */
    POLICY(1008),
    INTERNAL_ERROR(1011);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    private static CloseCode of(EndReason reason) {
        return switch (reason) {
            case SERVER_STOPPED -> GOING_AWAY;
            case KICKED, SUPERSEDED, STUCK_WRITE -> POLICY;
            case INTERNAL_ERROR -> INTERNAL_ERROR;
            default -> NORMAL;
        };
    }

    /** The close frame that tells this reason, in words for programs. */
    static byte[] frame(EndReason reason) {
        CloseCode code = of(reason);
        return code.frame(code == NORMAL ? "" : reason.word());
    }

    byte[] frame(String reason) {
        return WebSocketFrames.close(number, reason);
    }
}

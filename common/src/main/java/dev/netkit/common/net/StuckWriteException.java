package dev.netkit.common.net;

import java.net.SocketTimeoutException;

/** The peer has read nothing for longer than this side waits, and the connection was closed. */
public final class StuckWriteException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    StuckWriteException(Throwable cause) {
        super("the other side has stopped reading");
        initCause(cause);
    }
}

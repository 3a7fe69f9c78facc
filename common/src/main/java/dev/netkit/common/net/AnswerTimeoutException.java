package dev.netkit.common.net;

import java.net.SocketTimeoutException;

/** The peer was silent for longer than this side waits. */
public final class AnswerTimeoutException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    public AnswerTimeoutException(int millis, SocketTimeoutException cause) {
        super("no answer within " + millis + " ms");
        initCause(cause);
    }
}

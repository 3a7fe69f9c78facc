package dev.netkit.file.send;

import java.io.IOException;

/** The file that is being sent cannot be read, or is not what it was when it was offered: the local side's fault. */
public final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }

    UnreadableException(String message) {
        super(message);
    }

    /** A read of it failed. */
    static UnreadableException of(IOException e) {
        return new UnreadableException("it cannot be read any more: " + reason(e), e);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

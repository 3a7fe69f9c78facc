package dev.netkit.file;

import java.io.IOException;

/** The file that is being sent cannot be read, or is not what it was when it was offered: the local side's fault. */
final class SendFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    SendFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    SendFailedException(String message) {
        super(message);
    }
}

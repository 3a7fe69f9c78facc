package dev.netkit.file;

import java.io.IOException;

/** An accepted file cannot be read after all, and nothing of it was sent yet: the conversation can go on. */
final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.netkit.chat.history;

import java.io.IOException;

/** The history cannot be kept where it was to be; the cause says why. */
public final class HistoryException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param cause what the system says */
    public HistoryException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /** Why. */
    public IOException reason() {
        return (IOException) getCause();
    }
}

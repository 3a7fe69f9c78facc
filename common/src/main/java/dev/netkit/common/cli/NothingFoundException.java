package dev.netkit.common.cli;

import java.io.IOException;
import java.io.Serial;

/** A clean no: what was looked for is not there. */
public final class NothingFoundException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String hint;

    /** With what was looked for in vain, and what to do about it. */
    public NothingFoundException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}

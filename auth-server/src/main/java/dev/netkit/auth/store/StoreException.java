package dev.netkit.auth.store;

import java.io.IOException;

/** The store cannot be used: it is not there, read-only, full, or of a newer version. */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.netkit.file;

import java.net.ProtocolException;

/** A peer's name cannot become a path here; the message says why and does not repeat the name. */
public final class BadNameException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    public BadNameException(String reason) {
        super(reason);
    }
}

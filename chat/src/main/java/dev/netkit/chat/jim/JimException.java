package dev.netkit.chat.jim;

import java.net.ProtocolException;

/** The peer's bytes are no JIM objects any more; nobody knows where the next one begins, so the connection is of no more use. */
public final class JimException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    /** What was wrong. */
    public enum Fault {
        /** What stands between two objects is neither white space nor NUL. */
        MALFORMED,
        /** The object is longer than {@link JimObjects#MAX_BYTES}. */
        TOO_LARGE,
        /** The object has more levels than {@link JimObjects#MAX_DEPTH}. */
        TOO_DEEP,
        /** The stream ended inside an object. */
        TRUNCATED
    }

    private final Fault fault;

    JimException(Fault fault, String detail) {
        super(detail);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}

package dev.netkit.common.framing;

import java.net.ProtocolException;

/** The peer broke the framing; the stream has no known next frame, so the connection is of no more use. */
public final class FrameException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    /** What was wrong. {@link #code()} is the word that goes into a JSON error message. */
    public enum Fault {
        /** The bytes are no header of the encoding in use. */
        MALFORMED("bad-frame"),
        /** The header announces more than the receiver takes. */
        TOO_LARGE("too-large"),
        /** The stream ended inside a header or a payload. */
        TRUNCATED("bad-frame");

        private final String code;

        Fault(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Fault fault;

    private FrameException(Fault fault, String detail) {
        super(detail);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    static FrameException malformed(String detail) {
        return new FrameException(Fault.MALFORMED, detail);
    }

    static FrameException tooLarge(long length, int limit) {
        return new FrameException(
                Fault.TOO_LARGE, "a frame of " + length + " bytes is announced, at most " + limit + " are taken");
    }

    static FrameException truncated(String where) {
        return new FrameException(Fault.TRUNCATED, "the stream ended inside " + where);
    }
}

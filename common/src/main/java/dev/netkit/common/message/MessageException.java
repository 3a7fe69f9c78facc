package dev.netkit.common.message;

import java.net.ProtocolException;

/** A payload is no message of the family that is spoken here. The framing is whole, so the connection can go on. */
public final class MessageException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    /** What was wrong. {@link #code()} is the word that goes into a JSON error message. */
    public enum Fault {
        /** Not UTF-8, not JSON, not one object, or without a {@code type}. */
        BAD_JSON("bad-json"),
        /** A {@code type} that this side does not know. */
        UNKNOWN_TYPE("unknown-type"),
        /** A field is missing, or its value is not what it must be. */
        BAD_FIELD("bad-field");

        private final String code;

        Fault(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Fault fault;
    private final String type;

    MessageException(Fault fault, String detail) {
        this(fault, detail, "");
    }

    private MessageException(Fault fault, String detail, String type) {
        super(detail);
        this.fault = fault;
        this.type = type;
    }

    static MessageException unknownType(String detail, String type) {
        return new MessageException(Fault.UNKNOWN_TYPE, detail, type);
    }

    /** Whether it was this type that is unknown. */
    boolean isAbout(String name) {
        return type.equals(name);
    }

    public Fault fault() {
        return fault;
    }
}

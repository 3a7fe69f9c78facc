package dev.netkit.common.message;

import java.net.ProtocolException;

/**
 * The peer has answered with an error message; the channel can go on. It is never answered with another one, or two peers
 * would go on for ever.
 */
public final class RefusedByPeerException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedByPeerException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** The peer's word for what was wrong, such as {@code name-taken}; it may be any text. */
    public String code() {
        return code;
    }
}

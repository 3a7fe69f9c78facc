package dev.netkit.common.message;

import java.net.ProtocolException;
import java.util.Optional;

/**
 * The peer has answered with an error message; the channel can go on. It is never answered with another one, or two peers
 * would go on for ever.
 */
public final class RefusedByPeerException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    private final String code;

    @SuppressWarnings("serial") // nobody writes it anywhere
    private final Optional<String> id;

    RefusedByPeerException(String code, String detail, Optional<String> id) {
        super(detail);
        this.code = code;
        this.id = id;
    }

    /** The peer's word for what was wrong, such as {@code name-taken}; it may be any text. */
    public String code() {
        return code;
    }

    /** The id of the request that was refused, if that had one and the peer says so. */
    public Optional<String> id() {
        return id;
    }
}

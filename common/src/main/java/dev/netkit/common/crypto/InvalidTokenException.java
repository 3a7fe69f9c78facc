package dev.netkit.common.crypto;

import java.net.ProtocolException;

/**
 * A token does not hold. Deliberately says nothing of the reason (malformed, another key, too old, changed, seen before):
 * whoever sent it learns the same in every case.
 */
public final class InvalidTokenException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    InvalidTokenException() {
        super("invalid token");
    }
}

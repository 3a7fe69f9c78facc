package dev.netkit.common.crypto;

import java.net.ProtocolException;

/** A sealed stream is not what its sender sealed: cut, changed, out of order, or mixed with another. */
public final class SealedStreamException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    SealedStreamException(String message) {
        super(message);
    }
}

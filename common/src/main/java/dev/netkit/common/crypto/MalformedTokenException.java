package dev.netkit.common.crypto;

import java.net.ProtocolException;

/** Something is not the text of any token; says why, which needs no key to see. */
public final class MalformedTokenException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    MalformedTokenException(String message) {
        super(message);
    }
}

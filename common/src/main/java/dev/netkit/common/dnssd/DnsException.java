package dev.netkit.common.dnssd;

import java.io.Serial;
import java.net.ProtocolException;

/** A datagram is no DNS message that could be understood. */
final class DnsException extends ProtocolException {
    @Serial
    private static final long serialVersionUID = 1L;

    DnsException(String message) {
        super(message);
    }
}

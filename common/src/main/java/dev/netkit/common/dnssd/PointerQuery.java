package dev.netkit.common.dnssd;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The question for an address's name, as a name server is asked it, and its answer (RFC 1035, section 3.5; RFC 3596,
 * section 2.5).
 */
public final class PointerQuery {
    private static final int FLAGS = 2;
    private static final int RECURSION_DESIRED = 1; // in the first byte of the flags

    private final int id;
    private final DnsQuestion question;

    /** @param id what its answer is known by, 16 bits */
    public PointerQuery(int id, InetAddress address) {
        this.id = id;
        this.question = new DnsQuestion(new DnsName(labels(address)), DnsType.PTR);
    }

    public byte[] bytes() {
        byte[] bytes = DnsWriter.write(new DnsMessage(id, false, List.of(question), List.of(), List.of(), List.of()));
        bytes[FLAGS] |= RECURSION_DESIRED;
        return bytes;
    }

    /** The address backwards, an octet a label, or in IPv6 four bits a label. */
    private static List<String> labels(InetAddress address) {
        byte[] octets = address.getAddress();
        boolean isIpv4 = octets.length == 4;
        List<String> labels = new ArrayList<>();
        for (int i = octets.length - 1; i >= 0; i--) {
            if (isIpv4) {
                labels.add(String.valueOf(octets[i] & 0xFF));
            } else {
                HexFormat hex = HexFormat.of();
                labels.add(String.valueOf(hex.toLowHexDigit(octets[i])));
                labels.add(String.valueOf(hex.toHighHexDigit(octets[i])));
            }
        }
        labels.add(isIpv4 ? "in-addr" : "ip6");
        labels.add("arpa");
        return labels;
    }

    /** The id of a message, which says what it answers; empty if it is no answer. */
    public static Optional<Integer> idOfAnswer(ByteBuffer message) {
        int start = message.position();
        boolean isAnswer = message.remaining() >= DnsReader.HEADER_BYTES
                && (message.getShort(start + FLAGS) & DnsReader.RESPONSE) != 0;
        return isAnswer ? Optional.of(Short.toUnsignedInt(message.getShort(start))) : Optional.empty();
    }

    /** The name in an answer to this; empty if there is none, or the answer is to something else, or broken. */
    public Optional<String> nameIn(ByteBuffer answer) {
        try {
            DnsMessage message = DnsReader.read(answer);
            return message.questions().equals(List.of(question)) ? name(message) : Optional.empty();
        } catch (DnsException e) {
            return Optional.empty();
        }
    }

    /** An alias may come before it, as in RFC 2317. */
    private static Optional<String> name(DnsMessage answer) {
        return answer.answers().stream()
                .filter(DnsRecord.Pointer.class::isInstance)
                .map(pointer -> ((DnsRecord.Pointer) pointer).target().toString())
                .findFirst()
                .filter(name -> !name.isEmpty());
    }
}

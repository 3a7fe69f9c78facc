package dev.netkit.discovery.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The question for an address's name, and its answer (RFC 1035, sections 3.5 and 4; RFC 3596, section 2.5).
 *
 * <pre>
 *   id | flags | questions | answers | authority | additional      two bytes each
 *   name | type | class                                            a question
 *   name | type | class | time to live (4) | length (2) | data     an answer
 * </pre>
 */
final class PointerQuery {
    private static final int HEADER = 12;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int RESPONSE = 0x8000;
    private static final int CODE_MASK = 0x000F;
    private static final int POINTER_RECORD = 12;
    private static final int INTERNET = 1;
    private static final int COMPRESSED = 0xC0;
    private static final int OFFSET_MASK = 0x3FFF;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_LABEL = 63;
    private static final int TTL_BYTES = 4;

    private PointerQuery() {}

    static byte[] encode(int id, InetAddress address) {
        ByteBuffer query = ByteBuffer.allocate(HEADER + LONGEST_NAME + 4);
        query.putShort((short) id).putShort((short) RECURSION_DESIRED).putShort((short) 1);
        query.position(HEADER);
        for (String label : labels(address)) {
            byte[] text = label.getBytes(UTF_8);
            query.put((byte) text.length).put(text);
        }
        query.put((byte) 0).putShort((short) POINTER_RECORD).putShort((short) INTERNET);
        byte[] bytes = new byte[query.flip().remaining()];
        query.get(bytes);
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
    static Optional<Integer> idOfAnswer(ByteBuffer message) {
        boolean isAnswer = message.remaining() >= HEADER && (message.getShort(message.position() + 2) & RESPONSE) != 0;
        return isAnswer ? Optional.of(message.getShort(message.position()) & 0xFFFF) : Optional.empty();
    }

    /** The name in an answer to that query; empty if there is none, or the answer is to something else, or broken. */
    static Optional<String> decode(byte[] query, ByteBuffer message) {
        ByteBuffer answer = message.slice();
        try {
            boolean failed = (answer.getShort(2) & CODE_MASK) != 0;
            boolean same = answer.getShort(4) == 1
                    && answer.slice(HEADER, query.length - HEADER)
                            .equals(ByteBuffer.wrap(query, HEADER, query.length - HEADER));
            return failed || !same ? Optional.empty() : pointer(answer, answer.getShort(6) & 0xFFFF, query.length);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> pointer(ByteBuffer answer, int count, int start) {
        skip(answer, start);
        for (int i = 0; i < count; i++) {
            name(answer);
            int type = answer.getShort();
            int kind = answer.getShort();
            skip(answer, TTL_BYTES);
            int length = answer.getShort() & 0xFFFF;
            if (type == POINTER_RECORD && kind == INTERNET) {
                return Optional.of(name(answer)).filter(name -> !name.isEmpty());
            }
            skip(answer, length); // an alias, as in RFC 2317
        }
        return Optional.empty();
    }

    /** Reads a name with dots between its labels; where it is continued elsewhere, that is always further ahead. */
    private static String name(ByteBuffer message) {
        StringBuilder name = new StringBuilder();
        int end = -1;
        for (int length = octet(message); length != 0; length = octet(message)) {
            if (length >= COMPRESSED) {
                int here = message.position() - 1;
                end = end < 0 ? here + 2 : end;
                message.position(below(here, message.getShort(here) & OFFSET_MASK));
            } else {
                byte[] label = new byte[below(LONGEST_LABEL + 1, length)];
                message.get(label);
                name.append(name.isEmpty() ? "" : ".").append(new String(label, UTF_8));
                below(LONGEST_NAME, name.length());
            }
        }
        if (end >= 0) {
            message.position(end);
        }
        return name.toString();
    }

    private static void skip(ByteBuffer message, int count) {
        message.position(message.position() + below(message.remaining() + 1, count));
    }

    private static int octet(ByteBuffer message) {
        return message.get() & 0xFF;
    }

    private static int below(int limit, int value) {
        if (value >= limit) {
            throw new IndexOutOfBoundsException(value);
        }
        return value;
    }
}

package dev.netkit.common.dnssd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Reads one message.
 *
 * <pre>
 *   2 bytes   2 bytes   2 bytes each
 * +---------+---------+-----------+---------+-------------+-------------+-----------+--
 * |   id    |  flags  | questions | answers | authorities | additionals | questions | ...
 * +---------+---------+-----------+---------+-------------+-------------+-----------+--
 * </pre>
 */
final class DnsReader {
    /** The largest message that RFC 6762, section 17, allows. */
    static final int LONGEST_MESSAGE = 9_000;

    static final int HEADER_BYTES = 12;
    static final int RESPONSE = 0x8000;
    static final int CLASS_IN = 1;

    /** The highest bit of a class says something else: forget what you knew, or answer me alone. */
    static final int CLASS_MASK = 0x7FFF;

    private static final int OPERATION_AND_RESULT = 0x780F;
    private static final int POINTER = 0xC0;
    private static final int POINTER_OFFSET = 0x3FFF;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** More than any message needs; by pointing back, the longest could have a hundred thousand of them. */
    private static final int MOST_LABELS = 10_000;

    private final ByteBuffer message;
    private int labelsRead;

    private DnsReader(ByteBuffer message) {
        this.message = message;
    }

    /**
     * Reads what is between the buffer's position and limit.
     *
     * @throws DnsException if it is none, or is cut off
     */
    static DnsMessage read(ByteBuffer datagram) throws DnsException {
        try {
            return new DnsReader(datagram.slice()).message();
        } catch (BufferUnderflowException e) {
            throw new DnsException("a message of " + datagram.limit() + " bytes is cut off");
        } catch (IllegalArgumentException e) {
            throw new DnsException("no name: " + e.getMessage());
        }
    }

    private DnsMessage message() throws DnsException {
        int id = unsignedShort();
        int flags = unsignedShort();
        if ((flags & OPERATION_AND_RESULT) != 0) {
            throw new DnsException("neither a question nor an answer, but flags " + Integer.toHexString(flags));
        }
        int questions = unsignedShort();
        int answers = unsignedShort();
        int authorities = unsignedShort();
        int additionals = unsignedShort();
        return new DnsMessage(
                id,
                (flags & RESPONSE) != 0,
                questions(questions),
                records(answers),
                records(authorities),
                records(additionals));
    }

    private List<DnsQuestion> questions(int count) throws DnsException {
        List<DnsQuestion> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DnsName name = name();
            int type = unsignedShort();
            if ((unsignedShort() & CLASS_MASK) == CLASS_IN) {
                questions.add(new DnsQuestion(name, type));
            }
        }
        return questions;
    }

    private List<DnsRecord> records(int count) throws DnsException {
        List<DnsRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            record().ifPresent(records::add);
        }
        return records;
    }

    /** Empty if it is of another class. */
    private Optional<DnsRecord> record() throws DnsException {
        DnsName name = name();
        int type = unsignedShort();
        boolean understood = (unsignedShort() & CLASS_MASK) == CLASS_IN;
        int ttl = Math.max(0, message.getInt()); // RFC 2181, section 8
        int end = message.position() + 2;
        end += unsignedShort();
        if (end > message.limit()) {
            throw new DnsException("a record is cut off");
        }
        Optional<DnsRecord> read = understood ? Optional.of(record(name, type, ttl, end)) : Optional.empty();
        if (understood && message.position() != end) {
            throw new DnsException("a record of type " + type + " has another length than it says");
        }
        message.position(end);
        return read;
    }

    private DnsRecord record(DnsName name, int type, int ttl, int end) throws DnsException {
        return switch (type) {
            case DnsType.PTR -> new DnsRecord.Pointer(name, ttl, name());
            case DnsType.SRV ->
                new DnsRecord.Service(name, ttl, unsignedShort(), unsignedShort(), unsignedShort(), name());
            case DnsType.A -> new DnsRecord.Address(name, ttl, address(IPV4_BYTES));
            case DnsType.AAAA -> new DnsRecord.Address(name, ttl, address(IPV6_BYTES));
            default -> new DnsRecord.Other(name, ttl, type, HexFormat.of().formatHex(bytes(end - message.position())));
        };
    }

    private InetAddress address(int length) throws DnsException {
        try {
            return InetAddress.getByAddress(bytes(length));
        } catch (UnknownHostException e) {
            throw new DnsException("no address");
        }
    }

    /** A name; its end may be said by pointing back to where the same labels stand (RFC 1035, section 4.1.4). */
    private DnsName name() throws DnsException {
        List<String> labels = new ArrayList<>();
        int continuesAt = -1;
        int earliest = message.position();
        int length = unsignedByte();
        while (length != 0) {
            if ((length & POINTER) == POINTER) {
                int target = ((length << Byte.SIZE) | unsignedByte()) & POINTER_OFFSET;
                continuesAt = continuesAt < 0 ? message.position() : continuesAt;
                if (target >= earliest) {
                    throw new DnsException("a name points forward, or to itself");
                }
                earliest = target; // further back each time, so that it ends
                message.position(target);
            } else if (length > DnsName.LONGEST_LABEL || labels.size() > DnsName.LONGEST_NAME / 2) {
                throw new DnsException("a name is too long");
            } else if (++labelsRead > MOST_LABELS) {
                throw new DnsException("a message of more than " + MOST_LABELS + " labels");
            } else {
                labels.add(text(length));
            }
            length = unsignedByte();
        }
        if (continuesAt >= 0) {
            message.position(continuesAt);
        }
        return new DnsName(labels);
    }

    private String text(int length) throws DnsException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(length))).toString();
        } catch (CharacterCodingException e) {
            throw new DnsException("a label is not UTF-8");
        }
    }

    private byte[] bytes(int length) {
        if (length > message.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        message.get(bytes);
        return bytes;
    }

    private int unsignedByte() {
        return Byte.toUnsignedInt(message.get());
    }

    private int unsignedShort() {
        return Short.toUnsignedInt(message.getShort());
    }
}

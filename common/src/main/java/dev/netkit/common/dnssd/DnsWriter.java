package dev.netkit.common.dnssd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** Writes messages; names are written in full, for what is sent here is short. */
final class DnsWriter {
    private static final int AUTHORITATIVE_RESPONSE = DnsReader.RESPONSE | 0x0400;

    /** In the class of a record of a response: whoever knew others by that name and type shall forget them. */
    private static final int FORGET_OTHERS = 0x8000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private DnsWriter() {}

    static byte[] write(DnsMessage message) {
        DnsWriter writer = new DnsWriter();
        writer.message(message);
        return writer.out.toByteArray();
    }

    /** The data of a record as bytes that can be compared (RFC 6762, section 8.2), in hexadecimal digits. */
    static String data(DnsRecord record) {
        DnsWriter writer = new DnsWriter();
        writer.putData(record);
        return HexFormat.of().formatHex(writer.out.toByteArray());
    }

    private void message(DnsMessage message) {
        // Only a legacy querier is told its question again, and it takes the highest bit for another class.
        int unique = message.isResponse() && message.questions().isEmpty() ? FORGET_OTHERS : 0;
        unsignedShort(message.id());
        unsignedShort(message.isResponse() ? AUTHORITATIVE_RESPONSE : 0);
        unsignedShort(message.questions().size());
        unsignedShort(message.answers().size());
        unsignedShort(message.authorities().size());
        unsignedShort(message.additionals().size());
        message.questions().forEach(this::question);
        for (List<DnsRecord> records : List.of(message.answers(), message.authorities(), message.additionals())) {
            records.forEach(record -> record(record, record.isUnique() ? unique : 0));
        }
    }

    private void question(DnsQuestion question) {
        name(question.name());
        unsignedShort(question.type());
        unsignedShort(DnsReader.CLASS_IN);
    }

    private void record(DnsRecord record, int classFlag) {
        name(record.name());
        unsignedShort(record.type());
        unsignedShort(DnsReader.CLASS_IN | classFlag);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(record.ttl()).array());
        String data = data(record);
        unsignedShort(data.length() / 2);
        out.writeBytes(HexFormat.of().parseHex(data));
    }

    private void putData(DnsRecord record) {
        if (record instanceof DnsRecord.Pointer pointer) {
            name(pointer.target());
        } else if (record instanceof DnsRecord.Service service) {
            unsignedShort(service.priority());
            unsignedShort(service.weight());
            unsignedShort(service.port());
            name(service.host());
        } else if (record instanceof DnsRecord.Address address) {
            out.writeBytes(address.address().getAddress());
        } else if (record instanceof DnsRecord.Other other) {
            out.writeBytes(HexFormat.of().parseHex(other.data()));
        }
    }

    private void name(DnsName name) {
        for (String label : name.labels()) {
            byte[] bytes = label.getBytes(UTF_8);
            out.write(bytes.length);
            out.writeBytes(bytes);
        }
        out.write(0);
    }

    private void unsignedShort(int value) {
        out.write(value >>> Byte.SIZE);
        out.write(value);
    }
}

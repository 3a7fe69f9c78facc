package dev.netkit.common.dnssd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** What a name server says to a {@link PointerQuery}. */
public final class PointerAnswers {
    private PointerAnswers() {}

    public static byte[] to(byte[] query, int count, byte[] records) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(query, 0, 2);
        answer.writeBytes(new byte[] {(byte) 0x81, (byte) 0x80, 0, 1, 0, (byte) count, 0, 0, 0, 0});
        answer.write(query, 12, query.length - 12);
        answer.writeBytes(records);
        return answer.toByteArray();
    }

    /** An answer of one label. */
    public static byte[] to(byte[] query, String label) {
        ByteBuffer record = ByteBuffer.allocate(14 + label.length());
        record.put(HexFormat.of().parseHex("c00c000c000100000e10")).putShort((short) (label.length() + 2));
        record.put((byte) label.length()).put(label.getBytes(US_ASCII)).put((byte) 0);
        return to(query, 1, record.array());
    }
}

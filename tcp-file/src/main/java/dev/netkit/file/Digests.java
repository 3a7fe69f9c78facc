package dev.netkit.file;

import dev.netkit.common.crypto.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/** SHA-256 of files and parts of them, inline. */
public final class Digests {
    private static final HexFormat HEX = HexFormat.of();
    private static final int BUFFER_BYTES = 64 * 1024;

    private Digests() {}

    public static MessageDigest sha256() {
        return Sha256.begin();
    }

    /** A digest that has seen the first {@code length} bytes of the file; leaves the channel's position alone. */
    public static MessageDigest ofPrefix(FileChannel file, long length) throws IOException {
        MessageDigest digest = sha256();
        update(digest, file, 0, length);
        return digest;
    }

    /** Lets the digest see the file from one offset up to another; leaves the channel's position alone. */
    public static void update(MessageDigest digest, FileChannel file, long from, long to) throws IOException {
        // On the heap: a direct one of every file would stay until the collector comes.
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, Math.max(1, to - from)));
        for (long done = from; done < to; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), to - done));
            int n = file.read(buffer, done);
            if (n < 0) {
                throw new EOFException("the file ends after " + done + " of " + to + " bytes");
            }
            digest.update(buffer.flip());
            done += n;
        }
    }

    /** A digest that a peer has written, as this side writes it. */
    public static String lowerCase(String hex) {
        return hex.toLowerCase(Locale.ROOT);
    }

    /** The digest so far in hex; the digest itself can go on. */
    public static String hex(MessageDigest digest) {
        try {
            return HEX.formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JDK can copy a SHA-256", e);
        }
    }
}

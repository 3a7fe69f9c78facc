package dev.netkit.common.crypto;

import java.nio.charset.StandardCharsets;

/**
 * What both ends of a sealed stream agree on. The data is cut into chunks, and each is the binary token of
 *
 * <pre>
 *   offset 0              8        9
 *          +--------------+--------+--------------------------+
 *          | chunk number | last   | data                     |
 *          | from 0       | 0 or 1 | 0 to 65 536 bytes        |
 *          +--------------+--------+--------------------------+
 * </pre>
 *
 * under a key that serves this one stream, so that no chunk can be taken from another. The construction is STREAM
 * (Hoang, Reyhanitabar, Rogaway and Vizár, 2015) with Fernet as the sealed box.
 */
public final class SealedStream {
    /** The length of each side's salt in bytes. */
    public static final int SALT_BYTES = 16;

    /** The most data in a chunk, in bytes. */
    public static final int CHUNK_BYTES = 64 * 1024;

    static final int FLAG_OFFSET = 8;
    static final int DATA_OFFSET = 9;

    /** The longest token of a chunk, in bytes: a reader of frames needs no higher limit. */
    public static final int MAX_TOKEN_BYTES = TokenFormat.tokenLength(DATA_OFFSET + CHUNK_BYTES);

    private static final byte[] PURPOSE = "netkit-stream-v1".getBytes(StandardCharsets.US_ASCII);

    private SealedStream() {}

    /**
     * The key of one stream, from the shared key and {@link #SALT_BYTES} random bytes of each side, the sender's first.
     */
    public static FernetKey key(FernetKey shared, byte[] senderSalt, byte[] receiverSalt) {
        byte[] salt = new byte[2 * SALT_BYTES];
        System.arraycopy(checked(senderSalt), 0, salt, 0, SALT_BYTES);
        System.arraycopy(checked(receiverSalt), 0, salt, SALT_BYTES, SALT_BYTES);
        return FernetKey.of(Hkdf.derive(shared.bytes(), salt, PURPOSE, FernetKey.BYTES));
    }

    private static byte[] checked(byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt is " + SALT_BYTES + " bytes, not " + salt.length);
        }
        return salt;
    }
}

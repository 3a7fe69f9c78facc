package dev.netkit.common.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Sealed streams as lists of chunks, and chunks that no writer would make. */
final class Chunks {
    static final FernetKey KEY = SealedStream.key(Tokens.KEY, salt(1), salt(2));

    private static final Fernet FERNET = new Fernet(KEY);

    private Chunks() {}

    static byte[] salt(int number) {
        byte[] salt = new byte[SealedStream.SALT_BYTES];
        salt[0] = (byte) number;
        return salt;
    }

    /** What a writer makes of this data. */
    static List<byte[]> seal(FernetKey key, byte[] data) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        try (SealedStreamWriter writer = new SealedStreamWriter(key, chunks::add)) {
            writer.write(data);
            writer.finish();
        }
        return chunks;
    }

    static byte[] chunk(long number, int flag, byte[] data) {
        ByteBuffer plaintext = ByteBuffer.allocate(9 + data.length);
        return box(plaintext.putLong(number).put((byte) flag).put(data).array());
    }

    /** A genuine box with anything inside. */
    static byte[] box(byte[] plaintext) {
        return FERNET.encryptBinary(plaintext);
    }

    static SealedStreamReader reader(List<byte[]> chunks) {
        return new SealedStreamReader(KEY, source(chunks));
    }

    static SealedStreamReader reader(byte[]... chunks) {
        return reader(List.of(chunks));
    }

    private static SealedStreamReader.ChunkSource source(List<byte[]> chunks) {
        Iterator<byte[]> remaining = chunks.iterator();
        return () -> remaining.hasNext() ? Optional.of(remaining.next()) : Optional.empty();
    }
}

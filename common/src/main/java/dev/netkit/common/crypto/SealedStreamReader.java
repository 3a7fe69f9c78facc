package dev.netkit.common.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * The data of a sealed stream, each byte only after its chunk was found to be genuine and in its place. Ends after the
 * chunk with the last flag and takes nothing from the source beyond it; an end of the source before it is an error. After
 * an error it gives nothing more. Blocks as long as the source does; not for use by two threads at once.
 */
public final class SealedStreamReader extends InputStream {
    /** Where chunks come from: the binary token of each, in order; empty where there are no more. */
    @FunctionalInterface
    public interface ChunkSource {
        Optional<byte[]> next() throws IOException;
    }

    private final Fernet fernet;
    private final ChunkSource source;
    private byte[] chunk = new byte[0];
    private int position;
    private long number;
    private boolean last;
    private boolean failed;

    /** {@code key} is this stream's own (see {@link SealedStream#key}). */
    public SealedStreamReader(FernetKey key, ChunkSource source) {
        this.fernet = new Fernet(key);
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * @throws SealedStreamException if a chunk is not this stream's next one, or the stream was cut off
     * @throws IOException what the source threw
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (position == chunk.length) {
            if (last) {
                return -1;
            }
            openNext();
        }
        int n = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, n);
        position += n;
        return n;
    }

    /**
     * Makes sure, after the end of the stream, that the source has nothing more: for streams that are alone on theirs.
     *
     * @throws SealedStreamException if there is another chunk
     */
    public void expectEnd() throws IOException {
        if (!last) {
            throw new IllegalStateException("the stream has not ended");
        }
        if (source.next().isPresent()) {
            throw new SealedStreamException("a chunk after the last one");
        }
    }

    private void openNext() throws IOException {
        if (failed) {
            throw new SealedStreamException("the stream broke before chunk " + number);
        }
        failed = true;
        Optional<byte[]> token = source.next();
        if (token.isEmpty()) {
            throw new SealedStreamException("the stream was cut off before chunk " + number);
        }
        open(token.get());
        failed = false;
    }

    private void open(byte[] token) throws SealedStreamException {
        byte[] opened;
        try {
            opened = fernet.decryptBinary(token);
        } catch (InvalidTokenException e) {
            throw new SealedStreamException("chunk " + number + " is damaged, or of another stream");
        }
        if (opened.length < SealedStream.DATA_OFFSET
                || opened.length > SealedStream.DATA_OFFSET + SealedStream.CHUNK_BYTES) {
            throw new SealedStreamException("chunk " + number + " has a length that no chunk has");
        }
        checkPlace(TokenFormat.getLong(opened, 0), opened[SealedStream.FLAG_OFFSET]);
        chunk = opened;
        position = SealedStream.DATA_OFFSET;
        number++;
    }

    private void checkPlace(long found, byte flag) throws SealedStreamException {
        if (found != number) {
            throw new SealedStreamException(
                    "chunk " + Long.toUnsignedString(found) + " came where chunk " + number + " was due");
        }
        if (flag != 0 && flag != 1) {
            throw new SealedStreamException("chunk " + number + " has the flag " + flag + ", not 0 or 1");
        }
        last = flag == 1;
    }
}

package dev.netkit.common.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Cuts what is written into sealed chunks of {@link SealedStream#CHUNK_BYTES}. The stream is whole only after {@link
 * #finish()}: closing does not finish it, so that a writer that failed cannot make half of a stream look complete. Not
 * for use by two threads at once.
 */
public final class SealedStreamWriter extends OutputStream {
    /** Where chunks go: the binary token of each, in order. */
    @FunctionalInterface
    public interface ChunkSink {
        void accept(byte[] token) throws IOException;
    }

    private final Fernet fernet;
    private final ChunkSink sink;
    private final byte[] chunk = new byte[SealedStream.DATA_OFFSET + SealedStream.CHUNK_BYTES];
    private int filled = SealedStream.DATA_OFFSET;
    private long number;
    private boolean finished;
    private boolean failed;

    /** {@code key} is this stream's own (see {@link SealedStream#key}); it must never seal a second one. */
    public SealedStreamWriter(FernetKey key, ChunkSink sink) {
        this.fernet = new Fernet(key);
        this.sink = sink;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (finished) {
            throw new IllegalStateException("the stream is finished");
        }
        Objects.checkFromIndexSize(offset, length, source.length);
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (filled == chunk.length) {
                seal(false); // only now: a full chunk may have been the last
            }
            int n = Math.min(end - from, chunk.length - filled);
            System.arraycopy(source, from, chunk, filled, n);
            filled += n;
            from += n;
        }
    }

    /** Seals what is left, even if that is nothing, as the last chunk. Nothing can be written afterwards. */
    public void finish() throws IOException {
        if (!finished || failed) {
            finished = true;
            seal(true);
        }
    }

    private void seal(boolean last) throws IOException {
        if (failed) {
            throw new IOException("the stream broke off before");
        }
        failed = true; // until the sink has it: a chunk that is lost is never made good
        TokenFormat.putLong(chunk, 0, number++);
        chunk[SealedStream.FLAG_OFFSET] = (byte) (last ? 1 : 0);
        byte[] token = fernet.encryptBinary(chunk, 0, filled);
        filled = SealedStream.DATA_OFFSET;
        sink.accept(token);
        failed = false;
    }
}

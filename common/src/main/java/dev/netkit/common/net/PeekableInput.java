package dev.netkit.common.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A stream with a small buffer whose next bytes can be looked at before they are read: a service that speaks several
 * dialects decides by the first bytes of a connection. The buffer is made when data is first asked for; large reads go
 * past it. Not for use by two threads at once.
 */
public final class PeekableInput extends InputStream {
    private static final int BUFFER_BYTES = 2 * 1024;
    private static final byte[] NONE = {};

    private final InputStream source;
    private byte[] buffer = NONE;
    private int next;
    private int end;

    public PeekableInput(InputStream source) {
        this.source = source;
    }

    /**
     * Blocks until {@code count} bytes are here or the stream ends, and leaves them to be read.
     *
     * @param count 1 to 2048
     * @return the next bytes, fewer than {@code count} only at the end of the stream
     */
    public byte[] peek(int count) throws IOException {
        if (count < 1 || count > BUFFER_BYTES) {
            throw new IllegalArgumentException("cannot peek at " + count + " bytes, 1 to " + BUFFER_BYTES);
        }
        if (count > BUFFER_BYTES - next) {
            System.arraycopy(buffer, next, buffer, 0, end - next);
            end -= next;
            next = 0;
        }
        while (buffered() < count && fill()) {}
        return Arrays.copyOfRange(buffer, next, next + Math.min(count, buffered()));
    }

    /** Moves bytes that are in memory already; 0 if there are none. */
    int readBuffered(ByteBuffer target) {
        int n = Math.min(target.remaining(), buffered());
        target.put(buffer, next, n);
        next += n;
        return n;
    }

    /** How many bytes are in memory and will be read before the source is asked again. */
    public int buffered() {
        return end - next;
    }

    @Override
    public int read() throws IOException {
        if (buffered() == 0 && !refill()) {
            return -1;
        }
        return buffer[next++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (buffered() == 0) {
            if (length >= BUFFER_BYTES) {
                return source.read(target, offset, length);
            }
            if (!refill()) {
                return -1;
            }
        }
        int n = Math.min(length, buffered());
        System.arraycopy(buffer, next, target, offset, n);
        next += n;
        return n;
    }

    @Override
    public int available() throws IOException {
        return buffered() + source.available();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private boolean refill() throws IOException {
        next = 0;
        end = 0;
        return fill();
    }

    /** Reads what is there behind the bytes in the buffer; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (buffer == NONE) {
            buffer = new byte[BUFFER_BYTES];
        }
        int n = source.read(buffer, end, buffer.length - end);
        if (n > 0) {
            end += n;
        }
        return n >= 0;
    }
}

package dev.netkit.common.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads frames from a stream; the stream's first byte chooses the encoding for good unless the caller did. Reads a
 * header byte by byte and never past the end of a frame, so give it a stream with a buffer of its own. Not for use by
 * two threads at once; does not close the stream.
 */
public final class FrameReader {
    /** A payload's array grows with what arrives, so that an announced length alone costs the receiver nothing. */
    private static final int FIRST_ALLOCATION = 8 * 1024;

    private static final int TLS_HANDSHAKE = 0x16;
    private static final int END = -1;

    private final InputStream in;
    private final int limit;
    private volatile FrameEncoding encoding; // a thread that sends may ask for it
    private boolean begun;
    private int firstByte;

    /** A reader that finds out the encoding; {@code limit} is the largest payload it takes, in bytes. */
    public FrameReader(InputStream in, int limit) {
        this(in, limit, null);
    }

    private FrameReader(InputStream in, int limit, FrameEncoding encoding) {
        if (limit < 0 || limit > FrameEncoding.MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "frame limit " + limit + " is not within 0 to " + FrameEncoding.MAX_PAYLOAD);
        }
        this.in = in;
        this.limit = limit;
        this.encoding = encoding;
    }

    /** A reader for a stream whose encoding was agreed; any other is malformed. */
    public static FrameReader of(FrameEncoding encoding, InputStream in, int limit) {
        return new FrameReader(in, limit, encoding);
    }

    /** The encoding in use: empty until the first frame has begun, unless the caller chose it. */
    public Optional<FrameEncoding> encoding() {
        return Optional.ofNullable(encoding);
    }

    /**
     * Blocks until a frame begins. Afterwards {@link #readFrame()} reads it; the caller can start a deadline between
     * the two.
     *
     * @return false at a clean end of the stream, between two frames
     * @throws FrameException if the byte can begin no frame
     */
    public boolean awaitFrame() throws IOException {
        if (begun) {
            return true;
        }
        int b = in.read();
        if (b == END) {
            return false;
        }
        checkFirstByte(b);
        firstByte = b;
        begun = true;
        return true;
    }

    /**
     * Blocks until a whole frame is here and returns its payload.
     *
     * @return empty at a clean end of the stream
     * @throws FrameException if the header is malformed, announces more than the limit, or the stream ends inside
     */
    public Optional<byte[]> read() throws IOException {
        return awaitFrame() ? Optional.of(readFrame()) : Optional.empty();
    }

    /** The rest of the frame that {@link #awaitFrame()} saw begin. */
    public byte[] readFrame() throws IOException {
        return readFrame(limit);
    }

    /** As {@link #readFrame()}, with a limit for this frame alone. */
    public byte[] readFrame(int limitOfThis) throws IOException {
        if (!begun) {
            throw new IllegalStateException("no frame has begun");
        }
        begun = false;
        int length = encoding == FrameEncoding.BINARY ? readBinaryLength() : readAsciiLength();
        return readPayload(checkLimit(length, limitOfThis));
    }

    private void checkFirstByte(int b) throws FrameException {
        Optional<FrameEncoding> seen = FrameEncoding.startingWith(b);
        if (encoding == null && seen.isPresent()) {
            encoding = seen.get();
        } else if (seen.isEmpty() || seen.get() != encoding) {
            throw encoding == FrameEncoding.BINARY
                    ? FrameException.malformed(String.format("a binary header begins with 00, not %02x", b))
                    : FrameException.malformed(describeStranger(b));
        }
    }

    private String describeStranger(int b) {
        if (b == TLS_HANDSHAKE) {
            return "the peer speaks TLS, and this port does not";
        }
        return String.format(
                encoding == null ? "no frame begins with %02x" : "an ASCII header begins with a digit, not %02x", b);
    }

    private int readBinaryLength() throws IOException {
        int length = 0;
        for (int i = 1; i < FrameEncoding.BINARY_HEADER_BYTES; i++) {
            length = length << 8 | readHeaderByte();
        }
        return length;
    }

    private int readAsciiLength() throws IOException {
        int length = firstByte - '0';
        int digits = 1;
        int b;
        while ((b = readHeaderByte()) != ':') {
            if (!FrameEncoding.isDigit(b)) {
                throw FrameException.malformed(String.format("an ASCII header has digits and ':', not %02x", b));
            }
            if (firstByte == '0') {
                throw FrameException.malformed("an ASCII header has no leading zero");
            }
            if (++digits > FrameEncoding.MAX_ASCII_DIGITS) {
                throw FrameException.malformed("an ASCII header has at most 8 digits");
            }
            length = length * 10 + (b - '0');
        }
        return length;
    }

    private static int checkLimit(int length, int limit) throws FrameException {
        if (length > limit) {
            throw FrameException.tooLarge(length, limit);
        }
        return length;
    }

    private int readHeaderByte() throws IOException {
        int b = in.read();
        if (b == END) {
            throw FrameException.truncated("a header");
        }
        return b;
    }

    private byte[] readPayload(int length) throws IOException {
        byte[] payload = new byte[Math.min(length, FIRST_ALLOCATION)];
        int filled = 0;
        while (filled < length) {
            if (filled == payload.length) {
                payload = Arrays.copyOf(payload, (int) Math.min(length, 2L * payload.length));
            }
            int n = in.read(payload, filled, payload.length - filled);
            if (n == END) {
                throw FrameException.truncated("a payload, after " + filled + " of " + length + " bytes");
            }
            filled += n;
        }
        return payload;
    }
}

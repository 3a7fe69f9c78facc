package dev.netkit.chat.jim;

import dev.netkit.chat.jim.JimException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a stream into the JSON objects that stand in it back to back.
 *
 * <pre>
 * {"action":"presence", ...}{"action":"msg", ...}  LF NUL  {"response":200, ...}
 * </pre>
 *
 * Finds where an object ends and judges nothing inside of it: that is for whoever reads the JSON, and an object that is
 * no JSON costs the next one nothing. Reads byte by byte and never past the end of an object, so give it a stream with a
 * buffer. Not for use by two threads at once; does not close the stream.
 */
public final class JimObjects {
    /** The longest object, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    /** How many objects and arrays may stand inside one another, the object itself among them. */
    public static final int MAX_DEPTH = 32;

    private static final int FIRST_ALLOCATION = 1024;
    private static final int END = -1;

    private final InputStream in;
    private byte[] object = {};
    private int length;
    private int depth;
    private boolean inString;
    private boolean escaped;

    public JimObjects(InputStream in) {
        this.in = in;
    }

    /**
     * Blocks until an object begins. Afterwards {@link #readObject()} reads it; the caller can start a deadline between
     * the two.
     *
     * @return false at a clean end of the stream, between two objects
     * @throws JimException if something else stands there
     */
    public boolean awaitObject() throws IOException {
        if (depth > 0) {
            return true;
        }
        int b = in.read();
        while (isBetweenObjects(b)) {
            b = in.read();
        }
        if (b == END) {
            return false;
        }
        if (b != '{') {
            throw new JimException(Fault.MALFORMED, String.format("an object begins with {, not with %02x", b));
        }
        object = new byte[FIRST_ALLOCATION];
        length = 0;
        take(b);
        return true;
    }

    /** Some clients end an object with a line, others as C ends a text. */
    private static boolean isBetweenObjects(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == 0;
    }

    /**
     * The rest of the object that {@link #awaitObject()} saw begin, with its braces.
     *
     * @throws JimException if it is too long or too deep, or the stream ends inside of it
     */
    public byte[] readObject() throws IOException {
        if (depth == 0) {
            throw new IllegalStateException("no object has begun");
        }
        while (depth > 0) {
            int b = in.read();
            if (b == END) {
                throw new JimException(
                        Fault.TRUNCATED, "the stream ended inside an object, after " + length + " bytes");
            }
            take(b);
        }
        return Arrays.copyOf(object, length);
    }

    /** Blocks until a whole object is here; empty at a clean end of the stream. */
    public Optional<byte[]> read() throws IOException {
        return awaitObject() ? Optional.of(readObject()) : Optional.empty();
    }

    private void take(int b) throws JimException {
        if (length == MAX_BYTES) {
            throw new JimException(Fault.TOO_LARGE, "an object has at most " + MAX_BYTES + " bytes");
        }
        if (length == object.length) {
            object = Arrays.copyOf(object, Math.min(MAX_BYTES, 2 * length));
        }
        object[length++] = (byte) b;
        if (inString) {
            inString = escaped || b != '"';
            escaped = !escaped && b == '\\';
        } else {
            countLevels(b);
        }
    }

    /** Bytes of UTF-8 that continue a character have their highest bit set, and are none of these. */
    private void countLevels(int b) throws JimException {
        switch (b) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {}
        }
        if (depth > MAX_DEPTH) {
            throw new JimException(Fault.TOO_DEEP, "an object has at most " + MAX_DEPTH + " levels");
        }
    }
}

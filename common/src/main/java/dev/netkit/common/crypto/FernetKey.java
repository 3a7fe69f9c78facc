package dev.netkit.common.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;

/**
 * A Fernet key: 16 bytes that sign and 16 that encrypt, written as 44 characters of base64url. Never shows itself by
 * accident; {@link #destroy()} wipes it here, but not the copies that a {@code Cipher} or {@code Mac} has made.
 */
public final class FernetKey implements Destroyable {
    /** The length of a key in bytes. */
    public static final int BYTES = 32;

    private static final int HALF = BYTES / 2;

    private final byte[] bytes;
    private volatile boolean destroyed;

    private FernetKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new key from that source of randomness, which must be a cryptographic one. */
    public static FernetKey generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new FernetKey(bytes);
    }

    /** The key of these 32 bytes, which are copied. */
    public static FernetKey of(byte[] bytes) {
        checkLength(bytes);
        return new FernetKey(bytes.clone());
    }

    /**
     * Reads a key as {@link #text()} writes it; one line end after it is allowed, because files have one.
     *
     * @throws IllegalArgumentException if it is not a key; its message says why and does not repeat the text
     */
    public static FernetKey parse(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
        try {
            return parse(ascii);
        } finally {
            Arrays.fill(ascii, (byte) 0);
        }
    }

    /** As {@link #parse(String)}, from bytes that the caller can wipe afterwards. */
    public static FernetKey parse(byte[] text) {
        byte[] line = Arrays.copyOf(text, lengthWithoutLineEnd(text));
        try {
            return of(Base64Url.decode(line));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a Fernet key: " + e.getMessage(), e);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private static int lengthWithoutLineEnd(byte[] text) {
        int end = text.length;
        if (end > 0 && text[end - 1] == '\n') {
            end--;
            if (end > 0 && text[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    private static void checkLength(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key is " + BYTES + " bytes, not " + bytes.length);
        }
    }

    /** The key itself, as base64url. Whoever sees it can read and make every token. */
    public String text() {
        return new String(Base64Url.encode(bytes()), StandardCharsets.US_ASCII);
    }

    byte[] bytes() {
        byte[] copy = bytes.clone();
        if (destroyed) { // asked after copying, so that a key that is being destroyed is never half copied
            throw new IllegalStateException("the key was destroyed");
        }
        return copy;
    }

    FernetKey copy() {
        return new FernetKey(bytes());
    }

    byte[] signingHalf() {
        return Arrays.copyOfRange(bytes(), 0, HALF);
    }

    byte[] encryptionHalf() {
        return Arrays.copyOfRange(bytes(), HALF, BYTES);
    }

    @Override
    public void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    /** Compares in constant time; a destroyed key is equal to itself only. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof FernetKey key
                        && MessageDigest.isEqual(bytes, key.bytes)
                        && !destroyed
                        && !key.destroyed;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "FernetKey(redacted)";
    }
}

package dev.netkit.common.crypto;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Makes and opens Fernet tokens, version 0x80 (the layout is in {@link TokenFormat}). Several keys let one be replaced:
 * the first encrypts, all decrypt. For use by any number of threads at once; holds its keys for as long as it lives.
 *
 * <p>A token is text (base64url with padding, US-ASCII) or, where the methods say so, the bare bytes of it. Whatever is
 * wrong with one, {@link InvalidTokenException} is all that is told, and nothing is decrypted before the HMAC holds.
 */
public final class Fernet {
    /** How far ahead another machine's clock may be, where a time to live is asked for. */
    public static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(60);

    /** The longest plaintext in bytes; the text of its token still fits into an array. */
    public static final int MAX_PLAINTEXT = 1 << 30;

    private final Clock clock;
    private final EnginePool engines;

    /** With the system's clock and randomness. */
    public Fernet(FernetKey... keys) {
        this(List.of(keys));
    }

    /** With the system's clock and randomness. */
    public Fernet(List<FernetKey> keys) {
        this(keys, Clock.systemUTC(), Randomness.forIvs());
    }

    /** With at least one key, the first of which encrypts. {@code random} must be safe for use by many threads. */
    public Fernet(List<FernetKey> keys, Clock clock, SecureRandom random) {
        List<FernetKey> copy = keys.stream().map(FernetKey::copy).toList(); // its owner may destroy a key at any time
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("at least one key is needed");
        }
        this.clock = Objects.requireNonNull(clock);
        Objects.requireNonNull(random);
        this.engines = new EnginePool(() -> new TokenEngine(copy, random));
    }

    /**
     * A token of the present second as text.
     *
     * @throws IllegalArgumentException if {@code plaintext} is longer than {@link #MAX_PLAINTEXT}
     * @throws ClockException if the clock stands before 1970
     */
    public byte[] encrypt(byte[] plaintext) {
        checkLength(plaintext.length);
        long now = ClockException.check(TokenAge.now(clock));
        TokenEngine engine = engines.take();
        byte[] token = engine.sealText(now, plaintext, 0, plaintext.length);
        engines.giveBack(engine);
        return token;
    }

    /** As {@link #encrypt}, without base64url: a quarter shorter. */
    public byte[] encryptBinary(byte[] plaintext) {
        return encryptBinary(plaintext, 0, plaintext.length);
    }

    /** As {@link #encrypt}, of a part of an array and without base64url. */
    public byte[] encryptBinary(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        checkLength(length);
        long now = ClockException.check(TokenAge.now(clock));
        TokenEngine engine = engines.take();
        byte[] token = engine.sealBinary(now, source, offset, length);
        engines.giveBack(engine);
        return token;
    }

    static void checkLength(int length) {
        if (length > MAX_PLAINTEXT) {
            throw new IllegalArgumentException("a token takes at most " + MAX_PLAINTEXT + " bytes, not " + length);
        }
    }

    /** What is in a token, however old it is. */
    public byte[] decrypt(byte[] token) throws InvalidTokenException {
        return decryptBinary(decode(token));
    }

    /** As {@link #decrypt(byte[])}, of a token without base64url. */
    public byte[] decryptBinary(byte[] token) throws InvalidTokenException {
        if (!TokenFormat.isWellFormed(token)) {
            throw new InvalidTokenException();
        }
        return open(token);
    }

    /**
     * What is in a token that was made not longer ago than {@code ttl}: it is good to the end of the last second, and
     * also when its time is up to {@link #MAX_CLOCK_SKEW} ahead.
     */
    public byte[] decrypt(byte[] token, Duration ttl) throws InvalidTokenException {
        return decryptBinary(decode(token), ttl);
    }

    /** As {@link #decrypt(byte[], Duration)}, of a token without base64url. */
    public byte[] decryptBinary(byte[] token, Duration ttl) throws InvalidTokenException {
        if (ttl.isNegative()) {
            throw new IllegalArgumentException("a negative time to live: " + ttl);
        }
        if (!TokenFormat.isWellFormed(token) || !TokenAge.isWithin(ttl, token, TokenAge.now(clock))) {
            throw new InvalidTokenException();
        }
        return open(token);
    }

    private byte[] open(byte[] token) throws InvalidTokenException {
        TokenEngine engine = engines.take();
        byte[] plaintext = engine.open(token);
        engines.giveBack(engine);
        if (plaintext == null) {
            throw new InvalidTokenException();
        }
        return plaintext;
    }

    /** How many characters the token of a plaintext of so many bytes has. */
    public static long textLength(int plaintextLength) {
        return ((long) plaintextLength / TokenFormat.BLOCK_BYTES * TokenFormat.BLOCK_BYTES
                        + TokenFormat.BLOCK_BYTES
                        + TokenFormat.OVERHEAD_BYTES
                        + 2)
                / 3
                * 4;
    }

    /** The bytes of a token from its text. */
    static byte[] decode(byte[] token) throws InvalidTokenException {
        try {
            return Base64Url.decode(token);
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException();
        }
    }
}

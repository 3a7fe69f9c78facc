package dev.netkit.common.crypto;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Seals messages into tokens that are good for {@link #TTL} and once. One seal belongs to a whole service: a message that
 * was accepted on one connection is refused on every other. For use by many threads at once.
 */
public final class MessageSeal {
    /** How long a sealed message is good. */
    public static final Duration TTL = Duration.ofSeconds(60);

    private final Fernet fernet;
    private final ReplayGuard guard;

    /** With the system's clock and randomness. */
    public MessageSeal(List<FernetKey> keys) {
        this(keys, Clock.systemUTC(), Randomness.forIvs());
    }

    public MessageSeal(List<FernetKey> keys, Clock clock, SecureRandom random) {
        fernet = new Fernet(keys, clock, random);
        guard = new ReplayGuard(TTL, ReplayGuard.DEFAULT_CAPACITY, clock);
    }

    /** The seal of a service: none where there are no keys, and then nothing is sealed. */
    public static Optional<MessageSeal> of(List<FernetKey> keys) {
        return keys.isEmpty() ? Optional.empty() : Optional.of(new MessageSeal(keys));
    }

    /** The token, as text, of a message. */
    public byte[] seal(byte[] message) {
        return fernet.encrypt(message);
    }

    /**
     * The message in a token's text.
     *
     * @throws InvalidTokenException if the token does not hold, is too old, or was accepted before
     */
    public byte[] open(byte[] token) throws InvalidTokenException {
        byte[] binary = Fernet.decode(token);
        byte[] message = fernet.decryptBinary(binary, TTL);
        if (!guard.accept(binary)) {
            throw new InvalidTokenException();
        }
        return message;
    }
}

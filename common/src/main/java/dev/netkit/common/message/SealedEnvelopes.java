package dev.netkit.common.message;

import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.crypto.MessageSeal;

/** Envelopes to tokens and back, each good once. For use by many threads at once. */
public final class SealedEnvelopes {
    private static final RecordCodec<Envelope> ENVELOPES = RecordCodec.of(Envelope.class);

    private final MessageSeal seal;

    public SealedEnvelopes(MessageSeal seal) {
        this.seal = seal;
    }

    /** What a token of it holds. */
    public byte[] encode(Envelope envelope) {
        return ENVELOPES.encode(envelope);
    }

    /** A token, as US-ASCII text. */
    public byte[] seal(Envelope envelope) {
        return seal.seal(ENVELOPES.encode(envelope));
    }

    /**
     * @throws InvalidTokenException if the token does not hold, is too old, or was accepted before
     * @throws MessageException if what is in it is no envelope
     */
    public Envelope open(byte[] token) throws InvalidTokenException, MessageException {
        return ENVELOPES.decode(seal.open(token));
    }
}

package dev.netkit.common.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.crypto.MessageSeal;

/** Envelopes to tokens and back, each good once. For use by many threads at once. */
public final class SealedEnvelopes {
    private final MessageSeal seal;
    private final StrictJson<Envelope> json;
    private final ObjectWriter writer;

    public SealedEnvelopes(MessageSeal seal) {
        JsonMapper mapper = Json.mapper().build();
        this.seal = seal;
        this.json = new StrictJson<>(mapper.readerFor(Envelope.class));
        this.writer = mapper.writerFor(Envelope.class);
    }

    /** A token, as US-ASCII text. */
    public byte[] seal(Envelope envelope) {
        try {
            return seal.seal(writer.writeValueAsBytes(envelope));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an envelope that cannot be written: " + envelope, e);
        }
    }

    /**
     * @throws InvalidTokenException if the token does not hold, is too old, or was accepted before
     * @throws MessageException if what is in it is no envelope
     */
    public Envelope open(byte[] token) throws InvalidTokenException, MessageException {
        return json.read(seal.open(token));
    }
}

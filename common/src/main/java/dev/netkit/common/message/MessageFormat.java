package dev.netkit.common.message;

import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one end of a channel speaks.
 *
 * @param incoming the family that comes in
 * @param outgoing the family that goes out
 * @param encoding of the frames; empty where the peer, who then speaks first, chooses
 * @param limit the largest JSON that is taken, in bytes; a token that holds as much is taken as well
 * @param seal what every payload is sealed with; empty where none is
 * @param hidden what a trace does not show
 */
public record MessageFormat<I, O>(
        MessageCodec<I> incoming,
        MessageCodec<O> outgoing,
        Optional<FrameEncoding> encoding,
        int limit,
        Optional<MessageSeal> seal,
        HiddenFields hidden) {

    public MessageFormat {
        Stream.of(incoming, outgoing, encoding, seal, hidden).forEach(Objects::requireNonNull);
        if (limit < 0 || limit > FrameEncoding.MAX_PAYLOAD) {
            throw new IllegalArgumentException("a limit of " + limit + " bytes for a message");
        }
    }

    /** A format that is traced as it is. */
    public MessageFormat(
            MessageCodec<I> incoming,
            MessageCodec<O> outgoing,
            Optional<FrameEncoding> encoding,
            int limit,
            Optional<MessageSeal> seal) {
        this(incoming, outgoing, encoding, limit, seal, HiddenFields.NONE);
    }

    /** The same, but a trace does not show these fields. */
    public MessageFormat<I, O> hiding(HiddenFields fields) {
        return new MessageFormat<>(incoming, outgoing, encoding, limit, seal, fields);
    }

    /** The largest payload of a frame that can hold such a message. */
    int frameLimit() {
        return seal.isEmpty() ? limit : (int) Math.min(FrameEncoding.MAX_PAYLOAD, Fernet.textLength(limit));
    }

    /** A whole frame that holds the message, for those who write to many peers what they encode once. */
    public byte[] frame(FrameEncoding of, O message) {
        return of.encode(sealed(outgoing.encode(message)));
    }

    /** A whole frame that holds the {@code error} message. */
    public byte[] frame(FrameEncoding of, Refusal refusal) {
        return of.encode(sealed(refusal.encode()));
    }

    byte[] sealed(byte[] json) {
        return seal.isPresent() ? seal.get().seal(json) : json;
    }
}

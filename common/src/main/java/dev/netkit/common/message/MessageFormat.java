package dev.netkit.common.message;

import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
import java.util.Optional;

/**
 * What one end of a channel speaks.
 *
 * @param incoming the family that comes in
 * @param outgoing the family that goes out
 * @param encoding of the frames; empty where the peer, who then speaks first, chooses
 * @param frameLimit the largest payload that is taken, in bytes, sealed or not
 * @param seal what every payload is sealed with; empty where none is
 */
public record MessageFormat<I, O>(
        MessageCodec<I> incoming,
        MessageCodec<O> outgoing,
        Optional<FrameEncoding> encoding,
        int frameLimit,
        Optional<MessageSeal> seal) {}

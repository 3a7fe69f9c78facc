package dev.netkit.common.message;

import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.framing.FrameException;
import java.net.ProtocolException;
import java.util.Optional;

/**
 * How a peer is told what was wrong with what it sent: the {@code error} message, which every family has.
 *
 * @param code lower-case words with hyphens, for programs
 * @param detail one sentence, for people
 * @param id of the request that is refused, where it had one
 */
public record Refusal(String code, String detail, Optional<String> id) {
    private static final String BAD_TOKEN = "bad-token";

    /** Of a request that had no id. */
    public Refusal(String code, String detail) {
        this(code, detail, Optional.empty());
    }

    /** What to answer to what could not be taken; empty where an answer would only bring another one. */
    public static Optional<Refusal> of(ProtocolException reason) {
        if (reason instanceof MessageException message) {
            return Optional.of(new Refusal(message.fault().code(), message.getMessage()));
        }
        if (reason instanceof InvalidTokenException) {
            return Optional.of(new Refusal(BAD_TOKEN, reason.getMessage()));
        }
        if (reason instanceof FrameException frame) {
            return Optional.of(new Refusal(frame.fault().code(), frame.getMessage()));
        }
        return Optional.empty();
    }

    /** Whether the conversation can go on after it; if not, the connection is to be closed. */
    public static boolean canGoOn(ProtocolException reason) {
        return reason instanceof MessageException
                || reason instanceof InvalidTokenException
                || reason instanceof RefusedByPeerException;
    }

    /** The {@code error} message as JSON. */
    public byte[] encode() {
        return ErrorMessage.encode(this);
    }
}

package dev.netkit.common.message;

import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.crypto.TokenAnatomy;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.framing.FrameException;
import dev.netkit.common.framing.FrameReader;
import dev.netkit.common.framing.FrameWriter;
import dev.netkit.common.message.MessageException.Fault;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Optional;

/**
 * One end of a conversation in messages over a connection: frames, JSON in them, and a seal around it where there is a
 * key. One thread may receive while another one sends, and to refuse is to send; does not close the connection.
 *
 * @param <I> the family that comes in
 * @param <O> the family that goes out
 */
public final class MessageChannel<I, O> {
    private final Connection connection;
    private final MessageFormat<I, O> format;
    private final FrameReader reader;
    private boolean broken;
    private volatile boolean unanswered;
    private volatile long came;

    public MessageChannel(Connection connection, MessageFormat<I, O> format) throws IOException {
        this.connection = connection;
        this.format = format;
        this.reader = format.encoding().isPresent()
                ? FrameReader.of(format.encoding().get(), connection.input(), format.frameLimit())
                : new FrameReader(connection.input(), format.frameLimit());
    }

    /**
     * Blocks for the next message; empty at a clean end of the stream.
     *
     * @throws MessageException if the payload is none of the family: the channel can go on
     * @throws InvalidTokenException if there is a seal and the payload does not hold: the channel can go on
     * @throws RefusedByPeerException if the peer says that it did not understand: the channel can go on
     * @throws FrameException if the framing broke: the connection is of no more use
     * @throws IOException if the connection failed or its time was up: it is of no more use
     */
    public Optional<I> receive() throws IOException {
        Optional<byte[]> payload = receiveFrame(format.frameLimit());
        if (payload.isEmpty()) {
            return Optional.empty();
        }
        came = connection.meter().came();
        unanswered = true;
        byte[] json = opened(payload.get());
        trace(Direction.IN, format.seal().isPresent() ? ", sealed" : "", json);
        return Optional.of(decoded(json));
    }

    private I decoded(byte[] json) throws ProtocolException {
        try {
            return format.incoming().decode(json);
        } catch (MessageException e) {
            boolean sealed = format.seal().isEmpty() && TokenAnatomy.looksLikeOne(json);
            throw sealed ? new MessageException(Fault.BAD_JSON, "it is sealed, and there is no key here") : e;
        }
    }

    /** Blocks for a frame that holds no message but data, as it is; empty at a clean end of the stream. */
    public Optional<byte[]> receiveFrame(int limit) throws IOException {
        if (broken) {
            throw new IOException("the conversation broke off inside a frame");
        }
        broken = true; // until a whole frame was read: what follows a part of one has no meaning
        Optional<byte[]> payload = Optional.empty();
        if (reader.awaitFrame()) {
            connection.frameBegan();
            payload = Optional.of(reader.readFrame(limit));
            connection.frameEnded();
        }
        broken = false;
        return payload;
    }

    private byte[] opened(byte[] payload) throws InvalidTokenException {
        if (format.seal().isEmpty()) {
            return payload;
        }
        try {
            return format.seal().get().open(payload);
        } catch (InvalidTokenException e) {
            trace(Direction.IN, ", an invalid token", payload);
            throw e;
        }
    }

    /** Sends a message; blocks as long as the connection does. */
    public void send(O message) throws IOException {
        sendJson(format.outgoing().encode(message));
    }

    /** Sends a frame that holds no message but data. */
    public void sendFrame(byte[] payload) throws IOException {
        new FrameWriter(connection.output(), encoding()).write(payload);
    }

    /** Answers {@code {"type":"error"}}. */
    public void refuse(String code, String detail) throws IOException {
        refuse(new Refusal(code, detail));
    }

    /**
     * Tells the peer what was wrong with what {@link #receive} could not take, if that can be told at all.
     *
     * @return whether the conversation can go on; if not, the connection is to be closed
     */
    public boolean refuse(ProtocolException reason) throws IOException {
        Optional<Refusal> refusal = Refusal.of(reason);
        if (refusal.isPresent() && reader.encoding().isPresent()) {
            refuse(refusal.get());
        }
        return Refusal.canGoOn(reason);
    }

    private void refuse(Refusal refusal) throws IOException {
        connection.meter().rejected(refusal.code());
        sendJson(refusal.encode());
    }

    private void sendJson(byte[] json) throws IOException {
        byte[] payload = format.sealed(json);
        trace(Direction.OUT, format.seal().isPresent() ? ", sealed" : "", json); // its answer may be here at once
        sendFrame(payload);
        if (unanswered) { // what is sent first after a message has come is its answer
            unanswered = false;
            connection.meter().answered(came);
        }
    }

    /**
     * The encoding that was agreed, or that the peer chose by its first byte.
     *
     * @throws IllegalStateException if the peer has not spoken, and no encoding is agreed
     */
    public FrameEncoding encoding() {
        return reader.encoding()
                .orElseThrow(() -> new IllegalStateException("the peer has not spoken, and no encoding is agreed"));
    }

    private void trace(Direction direction, String state, byte[] bytes) {
        if (connection.listener().wants(Detail.TRACE)) {
            String encoding = encoding() == FrameEncoding.BINARY ? "binary" : "ASCII";
            byte[] shown = format.hidden().hide(bytes);
            String parts = shown == bytes ? "" : ", parts hidden";
            connection.listener().trace(connection.peer(), direction, encoding + " frame" + state + parts, shown);
        }
    }
}

package dev.netkit.common.message;

import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.framing.FrameException;
import dev.netkit.common.framing.FrameReader;
import dev.netkit.common.framing.FrameWriter;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.IOException;
import java.util.Optional;

/**
 * One end of a conversation in messages over a connection: frames, JSON in them, and a seal around it where there is a
 * key. One thread may receive while another sends; does not close the connection.
 *
 * @param <I> the family that comes in
 * @param <O> the family that goes out
 */
public final class MessageChannel<I, O> {
    private final Connection connection;
    private final MessageFormat<I, O> format;
    private final FrameReader reader;

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
     * @throws FrameException if the framing broke: the connection is of no more use
     */
    public Optional<I> receive() throws IOException {
        if (!reader.awaitFrame()) {
            return Optional.empty();
        }
        connection.frameBegan();
        byte[] payload = reader.readFrame();
        connection.frameEnded();
        byte[] json = format.seal().isPresent() ? format.seal().get().open(payload) : payload;
        trace(Direction.IN, json);
        return Optional.of(format.incoming().decode(json));
    }

    /** Sends a message; blocks as long as the connection does. */
    public void send(O message) throws IOException {
        sendJson(format.outgoing().encode(message));
    }

    /** Answers what was received with {@code {"type":"error"}}, as far as the peer can be told what was wrong. */
    public void refuse(String code, String detail) throws IOException {
        sendJson(ErrorMessage.encode(code, detail));
    }

    private void sendJson(byte[] json) throws IOException {
        Optional<MessageSeal> seal = format.seal();
        new FrameWriter(connection.output(), encoding())
                .write(seal.isPresent() ? seal.get().seal(json) : json);
        trace(Direction.OUT, json);
    }

    /** The encoding that was agreed, or that the peer chose by its first byte. */
    private FrameEncoding encoding() {
        return reader.encoding()
                .orElseThrow(() -> new IllegalStateException("the peer has not spoken, and no encoding is agreed"));
    }

    private void trace(Direction direction, byte[] json) {
        String sealed = format.seal().isPresent() ? ", sealed" : "";
        String encoding = encoding() == FrameEncoding.BINARY ? "binary" : "ASCII";
        connection.listener().trace(connection.peer(), direction, encoding + " frame" + sealed, json);
    }
}

package dev.netkit.chat.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.net.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/**
 * A server that says what the test has it say, without any of netkit's own code but the seal. Text is written with ' for ",
 * and nothing blocks for longer than half a minute.
 */
public final class FakeServer implements Closeable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerSocket socket;
    private final Optional<MessageSeal> seal;

    private FakeServer(int port, Optional<MessageSeal> seal) {
        try {
            this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(PATIENCE_MILLIS);
            this.seal = seal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static FakeServer start() {
        return new FakeServer(0, Optional.empty());
    }

    static FakeServer sealed(MessageSeal seal) {
        return new FakeServer(0, Optional.of(seal));
    }

    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", socket.getLocalPort());
    }

    /** Blocks for the next client. */
    public Peer accept() {
        try {
            Socket accepted = socket.accept();
            accepted.setSoTimeout(PATIENCE_MILLIS);
            accepted.setTcpNoDelay(true);
            return new Peer(accepted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks for the next client and its hello, and lets it into the lobby. */
    public Peer welcome() {
        Peer peer = accept();
        peer.expect("hello");
        peer.send("{'type':'users','room':'lobby','usernames':['ann']}");
        return peer;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection, seen from the server. */
    public final class Peer implements Closeable {
        private final Socket connection;

        private Peer(Socket connection) {
            this.connection = connection;
        }

        /** Sends a frame with that JSON. */
        public void send(String json) {
            byte[] payload = quoted(json).getBytes(UTF_8);
            byte[] sealed = seal.map(key -> key.seal(payload)).orElse(payload);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.writeBytes((sealed.length + ":").getBytes(UTF_8));
            frame.writeBytes(sealed);
            write(frame.toByteArray());
        }

        /** Tells a message of the lobby. */
        public void say(long seq, String username, String content) {
            send("{'type':'message','username':'" + username + "','content':'" + content + "','room':'lobby','seq':"
                    + seq + ",'time':'2026-11-21T09:05:03.007Z'}");
        }

        /** Sends a text back to its author. */
        public void store(long seq, JsonNode text) {
            send("{'type':'message','username':'ann','content':" + text.get("content") + ",'room':"
                    + text.get("room") + ",'seq':" + seq + ",'time':'2026-11-21T09:05:03.007Z','id':" + text.get("id")
                    + "}");
        }

        /** Sends that text as it is. */
        void raw(String text) {
            write(quoted(text).getBytes(UTF_8));
        }

        private void write(byte[] bytes) {
            try {
                connection.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Blocks for a frame of that type. */
        public JsonNode expect(String type) {
            JsonNode message = receive();
            assertThat(message.path("type").asText()).as(message.toString()).isEqualTo(type);
            return message;
        }

        JsonNode receive() {
            try {
                InputStream in = connection.getInputStream();
                int length = 0;
                int b;
                while ((b = in.read()) != ':') {
                    if (b < 0) {
                        throw new EOFException("the client has left");
                    }
                    length = 10 * length + b - '0';
                }
                byte[] payload = in.readNBytes(length);
                return JSON.readTree(seal.isPresent() ? seal.get().open(payload) : payload);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Blocks for an object without a frame, which must come in one piece. */
        JsonNode receiveObject() {
            try {
                byte[] piece = new byte[1024];
                int length = connection.getInputStream().read(piece);
                if (length < 0) {
                    throw new EOFException("the client has left");
                }
                return JSON.readTree(new String(piece, 0, length, UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether the client ends its side and says nothing more before. */
        public boolean seesEnd() {
            try {
                return connection.getInputStream().read() < 0;
            } catch (IOException e) {
                return true;
            }
        }

        /** How many bytes are here and were not read. */
        int available() {
            try {
                return connection.getInputStream().available();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Ends the connection with a reset. */
        public void drop() {
            try {
                connection.setSoLinger(true, 0);
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}

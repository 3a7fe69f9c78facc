package dev.netkit.chat.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** The server's end of a WebSocket, made by hand. */
final class FakeWebSocketServer implements Closeable {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int LAST = 0x80;

    private static final int PATIENCE_MILLIS = 30_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final ServerSocket listening;

    record Frame(int opcode, byte[] payload) {}

    FakeWebSocketServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            listening.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/ws");
    }

    /** Takes the next connection, and answers the handshake. */
    Peer accept() {
        Peer peer = acceptRequest();
        peer.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + answer(peer.key) + "\r\n\r\n");
        return peer;
    }

    /** Takes the next connection and its request, and says nothing. */
    Peer acceptRequest() {
        try {
            Peer peer = new Peer(listening.accept());
            for (String line = peer.line(); !line.isEmpty(); line = peer.line()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                    peer.key = line.substring(line.indexOf(':') + 1).trim();
                }
            }
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class Peer implements Closeable {
        private final Socket socket;
        private final DataInputStream in;
        private String key = "";

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new DataInputStream(socket.getInputStream());
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
                line.append((char) b);
            }
            return line.toString().trim();
        }

        /** Bytes as they are. */
        void send(String raw) {
            send(raw.getBytes(ISO_8859_1));
        }

        private void send(byte[] bytes) {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A frame whose first byte is that. */
        void send(int first, byte[] payload) {
            ByteBuffer frame = ByteBuffer.allocate(4 + payload.length).put((byte) first);
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else {
                frame.put((byte) 126).putShort((short) payload.length);
            }
            frame.put(payload).flip();
            byte[] bytes = new byte[frame.remaining()];
            frame.get(bytes);
            send(bytes);
        }

        /** JSON, with single quotes for double ones. */
        void says(String json) {
            send(LAST | TEXT, json.replace('\'', '"').getBytes(UTF_8));
        }

        /** The next frame, whatever it is. */
        Frame frame() {
            try {
                int opcode = in.readUnsignedByte() & 0x0F;
                int length = in.readUnsignedByte() & 0x7F;
                length = length == 126 ? in.readUnsignedShort() : length;
                byte[] mask = new byte[4];
                in.readFully(mask);
                byte[] payload = new byte[length];
                in.readFully(payload);
                for (int i = 0; i < length; i++) {
                    payload[i] ^= mask[i % 4];
                }
                return new Frame(opcode, payload);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The next frame of that kind; others are passed over. */
        Frame frame(int opcode) {
            Frame frame = frame();
            while (frame.opcode() != opcode) {
                frame = frame();
            }
            return frame;
        }

        JsonNode hears(String type) {
            try {
                JsonNode heard = JSON.readTree(frame(TEXT).payload());
                while (!heard.path("type").asText().equals(type)) {
                    heard = JSON.readTree(frame(TEXT).payload());
                }
                return heard;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Lets the client in. */
        Peer welcomes() {
            hears("hello");
            says("{'type':'users','room':'lobby','usernames':['ann']}");
            return this;
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

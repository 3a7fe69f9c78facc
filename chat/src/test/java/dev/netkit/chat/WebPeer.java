package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A client of HTTP and WebSocket made by hand. */
final class WebPeer implements Closeable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int LAST = 0x80;

    private static final int MASKED = 0x80;
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    private final InetSocketAddress server;
    private final TestSocket socket;

    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name);
        }
    }

    record Frame(int first, byte[] payload) {
        int opcode() {
            return first & 0x0F;
        }
    }

    WebPeer(InetSocketAddress server) {
        this(server, 0);
    }

    /** @param receiveBuffer of the system's, in bytes; 0 = as it likes */
    WebPeer(InetSocketAddress server, int receiveBuffer) {
        this.server = server;
        this.socket = new TestSocket(server, receiveBuffer);
    }

    /** Somebody whose handshake was answered. */
    static WebPeer upgraded(InetSocketAddress server) {
        return new WebPeer(server).upgrades();
    }

    WebPeer upgrades() {
        assertThat(asks(handshake("/ws")).status()).isEqualTo(101);
        return this;
    }

    TestSocket socket() {
        return socket;
    }

    String host() {
        return "127.0.0.1:" + server.getPort();
    }

    /** A request with these further lines. */
    String request(String method, String path, String... lines) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n"
                + String.join("", Stream.of(lines).map(line -> line + "\r\n").toList()) + "\r\n";
    }

    String handshake(String path, String... lines) {
        String[] all = Arrays.copyOf(lines, lines.length + 4);
        all[lines.length] = "Upgrade: websocket";
        all[lines.length + 1] = "Connection: Upgrade";
        all[lines.length + 2] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
        all[lines.length + 3] = "Sec-WebSocket-Version: 13";
        return request("GET", path, all);
    }

    WebPeer sends(String raw) {
        socket.send(raw.getBytes(ISO_8859_1));
        return this;
    }

    Answer asks(String request) {
        return sends(request).answer(request.startsWith("HEAD"));
    }

    /** The next answer; one to HEAD tells a length and has no body. */
    Answer answer(boolean head) {
        try {
            int status = Integer.parseInt(line().split(" ")[1]);
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            byte[] body = new byte[head ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"))];
            socket.input().readFully(body);
            return new Answer(status, headers, new String(body, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = socket.input().readUnsignedByte();
                b != '\n';
                b = socket.input().readUnsignedByte()) {
            line.append((char) b);
        }
        return line.toString().trim();
    }

    /** A masked frame. */
    WebPeer sends(int first, byte[] payload) {
        socket.send(masked(first, payload));
        return this;
    }

    static byte[] masked(int first, byte[] payload) {
        byte[] header = header(first, payload.length);
        byte[] frame = Arrays.copyOf(header, header.length + payload.length);
        for (int i = 0; i < payload.length; i++) {
            frame[header.length + i] = (byte) (payload[i] ^ MASK[i % MASK.length]);
        }
        return frame;
    }

    WebPeer sends(int first, String payload) {
        return sends(first, payload.getBytes(UTF_8));
    }

    private static byte[] header(int first, int length) {
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) first);
        if (length < 126) {
            header.put((byte) (MASKED | length));
        } else if (length <= 0xFFFF) {
            header.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            header.put((byte) (MASKED | 127)).putLong(length);
        }
        header.put(MASK).flip();
        byte[] bytes = new byte[header.remaining()];
        header.get(bytes);
        return bytes;
    }

    WebPeer says(String type, Object... fields) {
        return sends(LAST | TEXT, Chatter.json(type, fields));
    }

    WebPeer enters(String name) {
        says("hello", "username", name, "room", "lobby");
        hears("users");
        hears("joined");
        return this;
    }

    Frame frame() {
        try {
            DataInputStream in = socket.input();
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            assertThat(length & MASKED).as("a server masks nothing").isZero();
            long whole = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            byte[] payload = new byte[(int) whole];
            in.readFully(payload);
            return new Frame(first, payload);
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

    byte[] text() {
        return frame(TEXT).payload();
    }

    JsonNode hears(String type) {
        try {
            JsonNode heard = Chatter.JSON.readTree(text());
            while (!heard.path("type").asText().equals(type)) {
                heard = Chatter.JSON.readTree(text());
            }
            return heard;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String hearsText() {
        return hears("message").path("content").asText();
    }

    /** The code that the server closes with, after which it says nothing more. */
    int closed() {
        Frame close = frame(CLOSE);
        try {
            assertThat(socket.input().read()).as("after the close").isEqualTo(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(close.payload()).getShort() & 0xFFFF;
    }

    @Override
    public void close() {
        socket.close();
    }
}

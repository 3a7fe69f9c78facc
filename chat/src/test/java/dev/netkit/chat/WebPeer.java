package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.net.PolitePeer;
import java.io.Closeable;
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
final class WebPeer implements WebSocketEnd, Closeable {
    private final InetSocketAddress server;
    private final PolitePeer socket;

    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name);
        }
    }

    WebPeer(InetSocketAddress server) {
        this(server, PolitePeer.connect(server));
    }

    /** @param receiveBuffer of the system's, in bytes */
    WebPeer(InetSocketAddress server, int receiveBuffer) {
        this(server, PolitePeer.connect(server, receiveBuffer));
    }

    private WebPeer(InetSocketAddress server, PolitePeer socket) {
        this.server = server;
        this.socket = socket;
    }

    /** Somebody whose handshake was answered. */
    static WebPeer upgraded(InetSocketAddress server) {
        return new WebPeer(server).upgrades();
    }

    WebPeer upgrades() {
        assertThat(asks(handshake("/ws")).status()).isEqualTo(101);
        return this;
    }

    PolitePeer socket() {
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
        socket.send(raw);
        return this;
    }

    Answer asks(String request) {
        return sends(request).answer(request.startsWith("HEAD"));
    }

    /** The next answer; one to HEAD tells a length and has no body. */
    Answer answer(boolean head) {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        int length = head ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(status, headers, new String(socket.receiveBytes(length), UTF_8));
    }

    private String line() {
        return socket.receiveUntil('\n').trim();
    }

    /** A masked frame. */
    WebPeer sends(int first, byte[] payload) {
        socket.send(new WebFrame(first, payload).masked());
        return this;
    }

    WebPeer sends(int first, String payload) {
        return sends(first, payload.getBytes(UTF_8));
    }

    WebPeer says(String type, Object... fields) {
        return sends(WebFrame.LAST | WebFrame.TEXT, Chatter.json(type, fields));
    }

    WebPeer enters(String name) {
        says("hello", "username", name, "room", "lobby");
        hears("users");
        hears("joined");
        return this;
    }

    @Override
    public WebFrame frame() {
        return WebFrame.ofServer(socket);
    }

    String hearsText() {
        return hears("message").path("content").asText();
    }

    /** The code that the server closes with, after which it says nothing more. */
    int closed() {
        WebFrame close = frame(WebFrame.CLOSE);
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

package dev.netkit.chat.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.chat.WebFrame;
import dev.netkit.chat.WebSocketEnd;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.PoliteServer;
import java.io.Closeable;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** The server's end of a WebSocket, made by hand. */
final class FakeWebSocketServer implements Closeable {
    private final PoliteServer listening = PoliteServer.listen();

    URI uri() {
        return URI.create("ws://127.0.0.1:" + listening.address().getPort() + "/ws");
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
        Peer peer = new Peer(listening.accept());
        for (String line = peer.line(); !line.isEmpty(); line = peer.line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                peer.key = line.substring(line.indexOf(':') + 1).trim();
            }
        }
        return peer;
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
        listening.close();
    }

    static final class Peer implements WebSocketEnd, Closeable {
        private final PolitePeer client;
        private String key = "";

        private Peer(PolitePeer client) {
            this.client = client;
        }

        private String line() {
            return client.receiveUntil('\n').trim();
        }

        /** Bytes as they are. */
        void send(String raw) {
            client.send(raw);
        }

        /** A frame whose first byte is that. */
        void send(int first, byte[] payload) {
            client.send(new WebFrame(first, payload).bytes());
        }

        /** JSON, with single quotes for double ones. */
        void says(String json) {
            send(WebFrame.LAST | WebFrame.TEXT, json.replace('\'', '"').getBytes(UTF_8));
        }

        @Override
        public WebFrame frame() {
            return WebFrame.ofClient(client);
        }

        /** Lets the client in. */
        Peer welcomes() {
            hears("hello");
            says("{'type':'users','room':'lobby','usernames':['ann']}");
            return this;
        }

        @Override
        public void close() {
            client.close();
        }
    }
}

package dev.netkit.common.net;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HttpEntranceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int TOO_MANY = HttpEntrance.MOST_CONNECTIONS + 20;

    private final List<SocketChannel> peers = new ArrayList<>();
    private HttpEntrance entrance;
    private RunningServer running;

    @BeforeEach
    void start() throws IOException {
        TcpServerConfig config = TcpServerConfig.of("web", ListenAddress.loopback(0))
                .withMaxConnections(HttpEntrance.MOST_CONNECTIONS)
                .withDrain(Duration.ofSeconds(1));
        entrance = HttpEntrance.open(
                config,
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                },
                ServiceListener.NONE);
        running = RunningServer.start(entrance);
    }

    @AfterEach
    void stop() throws IOException {
        leave();
        running.close();
    }

    /** In time all would be cut off, the first ones first. */
    @Test
    void whoeverConnectsWithoutEndIsCutOffAndOthersAreServedAfterwards() throws IOException {
        await().atMost(PATIENCE).until(this::isTheLastOneCutBeforeTheFirst);
        leave();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> status() == 204);
    }

    private boolean isTheLastOneCutBeforeTheFirst() throws IOException {
        leave();
        for (int i = 0; i < TOO_MANY; i++) {
            peers.add(peer());
        }
        await().atMost(PATIENCE).until(() -> isCut(peers.get(TOO_MANY - 1)));
        return !isCut(peers.get(0));
    }

    private SocketChannel peer() throws IOException {
        SocketChannel peer = SocketChannel.open(entrance.address());
        peer.configureBlocking(false);
        return peer;
    }

    private static boolean isCut(SocketChannel peer) {
        try {
            return peer.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private int status() throws IOException {
        URL url = new URL("http", "127.0.0.1", entrance.address().getPort(), "/");
        HttpURLConnection request = (HttpURLConnection) url.openConnection();
        request.setRequestProperty("Connection", "close");
        return request.getResponseCode();
    }

    private void leave() throws IOException {
        for (SocketChannel peer : peers) {
            peer.close();
        }
        peers.clear();
    }
}

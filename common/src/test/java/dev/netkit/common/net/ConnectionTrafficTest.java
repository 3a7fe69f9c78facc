package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionTrafficTest {
    private static final int VISITS = 300;
    private static final String FRAME = "3:abc";

    private final AtomicReference<Traffic> opened = new AtomicReference<>();

    /** A listener whose meter keeps the traffic. */
    private final ServiceListener listener = new ServiceListener() {
        @Override
        public boolean wants(ServiceEvent.Detail detail) {
            return false;
        }

        @Override
        public void on(ServiceEvent event) {}

        @Override
        public ServiceMeter meter(String service) {
            return new ServiceMeter() {
                @Override
                public void opened(Traffic traffic) {
                    opened.set(traffic);
                }

                @Override
                public long came() {
                    return 0;
                }

                @Override
                public void answered(long came) {}

                @Override
                public void rejected(String code) {}
            };
        }
    };

    @Test
    void figuresNeverFallWhileConnectionsComeAndGoAndAreExactInTheEnd() throws Exception {
        try (RunningServer server = serve()) {
            Traffic traffic = opened.get();
            Thread visitor = new Thread(() -> visit(server));
            visitor.start();
            long before = 0;
            while (visitor.isAlive()) {
                long now = traffic.received();
                assertThat(now).isBetween(before, (long) VISITS * FRAME.length());
                before = now;
            }
            visitor.join();
            Traffic.Connections connections = traffic.connections().orElseThrow();
            await().until(() -> connections.ended(EndReason.PEER_CLOSED) == VISITS);
            assertThat(traffic.received()).isEqualTo((long) VISITS * FRAME.length());
            assertThat(traffic.sent()).isEqualTo((long) VISITS * FRAME.length());
            assertThat(connections.accepted()).isEqualTo(VISITS);
            assertThat(connections.open()).isZero();
        }
    }

    @Test
    void bytesOfAConnectionCountWhileItIsOpen() throws IOException {
        try (RunningServer server = serve();
                PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.exchange(FRAME);
            assertThat(opened.get().received()).isEqualTo(FRAME.length());
            assertThat(opened.get().connections().orElseThrow().open()).isEqualTo(1);
        }
    }

    @Test
    void whatBrokeTheRulesEndedForThatReason() throws IOException {
        try (RunningServer server = serve();
                PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("no frame");
            peer.seesEnd();
            Traffic.Connections connections = opened.get().connections().orElseThrow();
            await().until(() -> connections.ended(EndReason.PROTOCOL_ERROR) == 1);
            assertThat(connections.ended(EndReason.PEER_CLOSED)).isZero();
        }
    }

    private RunningServer serve() throws IOException {
        TcpServerConfig config = TcpServerConfig.of("test", ListenAddress.loopback(0));
        return RunningServer.start(TcpServer.open(config, new FrameEchoHandler(), listener));
    }

    private static void visit(RunningServer server) {
        for (int i = 0; i < VISITS; i++) {
            try (PolitePeer peer = PolitePeer.connect(server.address())) {
                peer.exchange(FRAME);
            }
        }
    }
}

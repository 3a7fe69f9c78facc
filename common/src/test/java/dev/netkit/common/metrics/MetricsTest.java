package dev.netkit.common.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.net.ConnectionHandler;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.RecordedEvents;
import dev.netkit.common.net.RudePeers;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Problem;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServer;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MetricsTest {
    /** Sends four bytes back for each one that comes. */
    private static final ConnectionHandler FOURFOLD = connection -> {
        for (int b = connection.input().read(); b >= 0; b = connection.input().read()) {
            long came = connection.meter().came();
            connection.output().write(new byte[] {(byte) b, (byte) b, (byte) b, (byte) b});
            connection.meter().answered(came);
        }
    };

    private static final int DRIPPING = 40;

    private final RecordedEvents events = new RecordedEvents(Detail.ESSENTIAL);
    private Metrics metrics;
    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        metrics = Metrics.open(ListenAddress.loopback(0), events);
        TcpServerConfig config =
                TcpServerConfig.of("four", ListenAddress.loopback(0)).withMaxConnections(50);
        server = RunningServer.start(TcpServer.open(config, FOURFOLD, metrics.listener()));
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    private InetSocketAddress port() {
        return metrics.address().orElseThrow();
    }

    private Exposition scrape() {
        return Exposition.of(port());
    }

    @Test
    void everyByteAndConnectionIsCountedOnce() {
        try (PolitePeer stays = PolitePeer.connect(server.address());
                PolitePeer leaves = PolitePeer.connect(server.address())) {
            stays.send("abc");
            assertThat(stays.receive(12)).isEqualTo("aaaabbbbcccc");
            leaves.send("de");
            leaves.receive(8);
            leaves.leave();
            await().until(() -> scrape().value("netkit_connections_open{service=\"four\"}") == 1);
            Exposition seen = scrape();
            assertThat(seen.value("netkit_connections_total{service=\"four\"}")).isEqualTo(2);
            assertThat(seen.value("netkit_connections_limit{service=\"four\"}")).isEqualTo(50);
            assertThat(seen.value("netkit_disconnections_total{reason=\"peer-closed\",service=\"four\"}"))
                    .isEqualTo(1);
            assertThat(seen.value("netkit_received_bytes_total{service=\"four\"}"))
                    .isEqualTo(5);
            assertThat(seen.value("netkit_sent_bytes_total{service=\"four\"}")).isEqualTo(20);
            assertThat(seen.value("netkit_messages_total{service=\"four\"}")).isEqualTo(5);
            assertThat(seen.value("netkit_request_duration_seconds_count{service=\"four\"}"))
                    .isEqualTo(5);
            assertThat(seen.value("netkit_request_duration_seconds_bucket{service=\"four\",le=\"+Inf\"}"))
                    .isEqualTo(5);
        }
    }

    @Test
    void problemsAreCountedAndToldAsEver() {
        metrics.listener().on(new Problem("what", "why"));
        assertThat(scrape().value("netkit_problems_total")).isEqualTo(1);
        assertThat(events.all(Problem.class)).containsExactly(new Problem("what", "why"));
    }

    @Test
    void becauseOfMetricsNoEventIsMadeThatNobodyWants() {
        assertThat(metrics.listener().wants(Detail.ESSENTIAL)).isTrue();
        assertThat(metrics.listener().wants(Detail.ACTIVITY)).isFalse();
    }

    @Test
    void theProcessTellsOfItself() {
        Exposition seen = scrape();
        assertThat(seen.value("process_start_time_seconds")).isBetween(1.7e9, 5e9);
        assertThat(seen.value("process_cpu_seconds_total")).isPositive();
        assertThat(seen.value("jvm_memory_used_bytes{area=\"heap\"}"))
                .isPositive()
                .isLessThan(seen.value("jvm_memory_max_bytes{area=\"heap\"}"));
        assertThat(seen.value("jvm_threads_current")).isPositive();
        assertThat(seen.samples())
                .containsEntry("netkit_build_info{java=\"" + Runtime.version() + "\",version=\"unknown\"}", 1.0);
    }

    /** As Prometheus asks, with protocol buffers and without. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.9,"
                        + "application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.7"
            })
    void whoAsksForOpenMetricsIsGivenThem(String accept) throws IOException {
        HttpURLConnection connection = Exposition.get(port(), "/metrics", accept);
        assertThat(connection.getContentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(new String(connection.getInputStream().readAllBytes(), UTF_8))
                .contains("netkit_connections_total{service=\"four\"} 0.0\n")
                .endsWith("# EOF\n");
    }

    @Test
    void itIsHealthyAsLongAsItAnswers() throws IOException {
        HttpURLConnection connection = Exposition.get(port(), "/healthz", "");
        assertThat(new String(connection.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("ok\n");
    }

    /** Where they kept others out, an answer came when the first ones had been cut off. */
    @Test
    void whoeverNeverEndsARequestKeepsNobodyOut() {
        await().atMost(Duration.ofSeconds(50)).until(() -> {
            List<SocketChannel> dripping = new ArrayList<>();
            for (int i = 0; i < DRIPPING; i++) {
                SocketChannel one = SocketChannel.open(port());
                dripping.add(one);
                one.write(ByteBuffer.wrap("GET /healthz HTTP/1.1\r\nX: ".getBytes(UTF_8)));
            }
            itIsHealthyAsLongAsItAnswers();
            dripping.get(0).configureBlocking(false);
            boolean early = dripping.get(0).read(ByteBuffer.allocate(1)) == 0;
            for (SocketChannel one : dripping) {
                one.close();
            }
            return early;
        });
    }

    @Test
    void nothingElseIsThere() throws IOException {
        for (String path : List.of("/", "/metrics/", "/metrics/../etc/passwd", "/healthz/x")) {
            assertThat(Exposition.get(port(), path, "").getResponseCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void nothingCanBePutThere() throws IOException {
        for (String method : List.of("POST", "PUT", "DELETE", "HEAD")) {
            HttpURLConnection connection = Exposition.get(port(), "/metrics", "");
            connection.setRequestMethod(method);
            assertThat(connection.getResponseCode()).as(method).isEqualTo(405);
            assertThat(connection.getHeaderField("Allow")).as(method).isEqualTo("GET");
        }
    }

    @Test
    void rudePeersOfTheMetricsHurtNeitherThemNorTheService() {
        RudePeers.allVisit(port(), () -> {
            assertThat(scrape().samples()).isNotEmpty();
            try (PolitePeer peer = PolitePeer.connect(server.address())) {
                peer.send("x");
                assertThat(peer.receive(4)).isEqualTo("xxxx");
            }
        });
    }

    @Test
    void twoCannotHaveOnePort() {
        ListenAddress taken = ListenAddress.loopback(port().getPort());
        assertThatExceptionOfType(CannotServeMetricsException.class)
                .isThrownBy(() -> Metrics.open(taken, events))
                .withMessageMatching("cannot serve metrics: cannot listen on 127\\.0\\.0\\.1:\\d+: it is in use");
    }

    @Test
    void afterwardsThePortIsFree() throws IOException {
        int port = port().getPort();
        metrics.close();
        Metrics.open(ListenAddress.loopback(port), events).close();
    }

    @Test
    void withoutThemAServiceTellsItsEventsAndNothingIsOpen() {
        try (Metrics none = Metrics.none(events)) {
            assertThat(none.listener()).isSameAs((ServiceListener) events);
            assertThat(none.address()).isEmpty();
            assertThat(none.with("plain", registry -> "metered")).isEqualTo("plain");
        }
        assertThat(events.all(ServiceEvent.Starting.class)).hasSize(1);
    }
}

package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import dev.netkit.common.net.ServiceEvent.Received;
import dev.netkit.common.net.ServiceEvent.Sent;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a conversation's end is told, and that the server goes on whatever it was. */
@Timeout(10)
class ConnectionRunnerTest {
    private static final String FAIL = "f";
    private static final String ECHO = "e";

    private final RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ProtocolException("no frame begins with 7b"), EndReason.PROTOCOL_ERROR),
                Arguments.of(new IOException("connection reset"), EndReason.CONNECTION_LOST),
                Arguments.of(new EOFException("cut"), EndReason.CONNECTION_LOST),
                Arguments.of(new IllegalStateException("a bug"), EndReason.INTERNAL_ERROR),
                Arguments.of(new NullPointerException("a bug"), EndReason.INTERNAL_ERROR),
                Arguments.of(new StackOverflowError("a bug"), EndReason.INTERNAL_ERROR),
                Arguments.of(new AssertionError("a bug"), EndReason.INTERNAL_ERROR));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failureOfAHandlerIsToldByWhoseFaultItWasAndTheServerGoesOn(Throwable failure, EndReason reason)
            throws IOException {
        try (RunningServer server = serve(failure)) {
            try (PolitePeer unlucky = PolitePeer.connect(server.address())) {
                unlucky.send(FAIL);
                assertThat(unlucky.seesEnd()).isTrue();
                Disconnected end = events.first(Disconnected.class);
                assertThat(end.peer()).isEqualTo(unlucky.address());
                assertThat(end.reason()).isEqualTo(reason);
                assertThat(end.why()).hasValueSatisfying(why -> assertThat(why).contains(failure.getMessage()));
                assertThat(end.received()).isEqualTo(1);
            }
            try (PolitePeer next = PolitePeer.connect(server.address())) {
                assertThat(next.exchange(ECHO)).isEqualTo(ECHO);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failureWithoutWordsIsToldAllTheSame(Throwable failure, EndReason reason) throws Exception {
        Throwable wordless = failure.getClass().getConstructor().newInstance();
        try (RunningServer server = serve(wordless);
                PolitePeer unlucky = PolitePeer.connect(server.address())) {
            unlucky.send(FAIL);
            assertThat(unlucky.seesEnd()).isTrue();
            assertThat(events.first(Disconnected.class).reason()).isEqualTo(reason);
        }
    }

    @Test
    void bugIsToldWithItsKind() throws IOException {
        try (RunningServer server = serve(new IllegalStateException("a bug"));
                PolitePeer unlucky = PolitePeer.connect(server.address())) {
            unlucky.send(FAIL);
            assertThat(events.first(Disconnected.class).why())
                    .hasValueSatisfying(why -> assertThat(why).contains("IllegalStateException"));
        }
    }

    @Test
    void peerThatEndsItsOutputHasClosed() throws IOException {
        try (RunningServer server = serve(new IOException());
                PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.exchange(ECHO);
            peer.endOutput();
            assertThat(peer.seesEnd()).isTrue();
            assertThat(events.first(Disconnected.class))
                    .isEqualTo(new Disconnected(peer.address(), 1, 1, EndReason.PEER_CLOSED, Optional.empty()));
        }
    }

    @Test
    void handlerThatLeavesFirstHasClosed() throws IOException {
        TcpServer server = TcpServer.open(
                TcpServerConfig.of("test", ListenAddress.loopback(0)),
                connection -> connection.output().write(connection.input().read()),
                events);
        try (RunningServer running = RunningServer.start(server);
                PolitePeer peer = PolitePeer.connect(running.address())) {
            peer.exchange(ECHO);
            assertThat(peer.seesEnd()).isTrue();
            assertThat(events.first(Disconnected.class).reason()).isEqualTo(EndReason.CLOSED);
        }
    }

    @Test
    void resetIsALostConnection() throws IOException {
        try (RunningServer server = serve(new IOException());
                PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.exchange(ECHO);
            peer.reset();
            assertThat(events.first(Disconnected.class).reason()).isEqualTo(EndReason.CONNECTION_LOST);
            try (PolitePeer next = PolitePeer.connect(server.address())) {
                assertThat(next.exchange(ECHO)).isEqualTo(ECHO);
            }
        }
    }

    @Test
    void totalsAreTheSumsOfWhatWasTold() throws IOException {
        try (RunningServer server = serve(new IOException());
                PolitePeer peer = PolitePeer.connect(server.address())) {
            for (int i = 0; i < 10; i++) {
                peer.exchange(ECHO.repeat(i + 1));
            }
            peer.leave();
            Disconnected end = events.first(Disconnected.class);
            assertThat(end.received())
                    .isEqualTo(55)
                    .isEqualTo(events.all(Received.class).stream()
                            .mapToLong(Received::bytes)
                            .sum());
            assertThat(end.sent())
                    .isEqualTo(55)
                    .isEqualTo(events.all(Sent.class).stream()
                            .mapToLong(Sent::bytes)
                            .sum());
        }
    }

    /** Echoes byte by byte, and fails where it is asked to. */
    private RunningServer serve(Throwable failure) throws IOException {
        ConnectionHandler handler = connection -> {
            int b;
            while ((b = connection.input().read()) >= 0) {
                if (b == FAIL.charAt(0)) {
                    fail(failure);
                }
                connection.output().write(b);
            }
        };
        return RunningServer.start(
                TcpServer.open(TcpServerConfig.of("test", ListenAddress.loopback(0)), handler, events));
    }

    private static void fail(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) failure;
    }
}

package dev.netkit.common.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.net.ServiceEvent.Received;
import dev.netkit.common.net.ServiceEvent.Sent;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One end of a real connection; {@link ConnectionOverdueTest} has its time limits. */
@Timeout(10)
class ConnectionTest {
    private LoopbackPair pair;
    private PolitePeer peer;
    private Connection connection;

    @BeforeEach
    void connect() throws IOException {
        pair = new LoopbackPair();
        peer = pair.peer;
        connection = pair.connection;
    }

    @AfterEach
    void disconnect() {
        pair.close();
    }

    @Test
    void streamsCarryBytesBothWays() throws IOException {
        peer.send("hello");
        assertThat(connection.input().readNBytes(5)).isEqualTo("hello".getBytes(US_ASCII));
        connection.output().write("you".getBytes(US_ASCII));
        connection.output().write('!');
        assertThat(peer.receive(4)).isEqualTo("you!");
    }

    @Test
    void buffersCarryBytesBothWays() throws IOException {
        peer.send("hello");
        ByteBuffer buffer = ByteBuffer.allocate(5);
        while (buffer.hasRemaining()) {
            assertThat(connection.read(buffer)).isPositive();
        }
        assertThat(buffer.array()).isEqualTo("hello".getBytes(US_ASCII));
        ByteBuffer answer = ByteBuffer.wrap("--you--".getBytes(US_ASCII), 2, 3);
        connection.write(answer);
        assertThat(answer.hasRemaining()).isFalse();
        assertThat(peer.receive(3)).isEqualTo("you");
    }

    @Test
    void peerIsKnownByItsAddressEvenAfterTheEnd() {
        connection.close();
        assertThat(connection.peer()).isEqualTo(peer.address());
    }

    @Test
    void streamIsMadeOnce() throws IOException {
        assertThat(connection.input()).isSameAs(connection.input());
        assertThat(connection.output()).isSameAs(connection.output());
    }

    @Test
    void bytesAreCountedHoweverTheyTravel() throws IOException {
        peer.send("12345");
        connection.input().readNBytes(5);
        peer.send("678");
        ByteBuffer buffer = ByteBuffer.allocate(3);
        while (buffer.hasRemaining()) {
            connection.read(buffer);
        }
        connection.output().write(new byte[10]);
        connection.write(ByteBuffer.allocate(20));
        assertThat(connection.received()).isEqualTo(8);
        assertThat(connection.sent()).isEqualTo(30);
    }

    @Test
    void endOfTheStreamIsNotCounted() throws IOException {
        peer.endOutput();
        assertThat(connection.read(ByteBuffer.allocate(10))).isEqualTo(-1);
        assertThat(connection.input().read()).isEqualTo(-1);
        assertThat(connection.received()).isZero();
        assertThat(pair.events.all()).isEmpty();
    }

    @Test
    void everyReadAndWriteIsTold() throws IOException {
        peer.send("hello");
        connection.input().readNBytes(5);
        connection.output().write(new byte[7]);
        assertThat(pair.events.all(Received.class))
                .allMatch(event -> event.peer().equals(peer.address()))
                .extracting(Received::bytes)
                .satisfies(counts -> assertThat(
                                counts.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(5));
        assertThat(pair.events.all(Sent.class)).containsExactly(new Sent(peer.address(), 7));
    }

    @Test
    void endOfOutputLeavesTheInputOpen() throws IOException {
        connection.endOutput();
        assertThat(peer.seesEnd()).isTrue();
        peer.send("still here");
        assertThat(connection.input().readNBytes(10)).isEqualTo("still here".getBytes(US_ASCII));
    }

    @Test
    void peersEndOfOutputLeavesOursOpen() throws IOException {
        peer.endOutput();
        assertThat(connection.input().read()).isEqualTo(-1);
        connection.output().write("still here".getBytes(US_ASCII));
        assertThat(peer.receive(10)).isEqualTo("still here");
    }

    @Test
    void readThatTakesTooLongTimesOut() throws IOException {
        connection.readTimeout(Duration.ofMillis(20));
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> connection.input().read());
        peer.send("x");
        connection.readTimeout(Duration.ofMillis(0));
        assertThat(connection.input().read()).isEqualTo('x');
    }

    @Test
    void closedConnectionFailsAndMayBeClosedAgain() {
        connection.close();
        connection.close();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> connection.read(ByteBuffer.allocate(1)));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> connection.output().write(1));
        assertThat(peer.seesEnd()).isTrue();
    }

    // Ends from this side

    @Test
    void endOfInputWakesAReaderAndLeavesTheOutputOpen() throws Exception {
        CompletableFuture<Integer> reading = reading(connection.input());
        connection.endInput();
        assertThat(reading).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(-1);
        assertThat(connection.cutReason()).contains(EndReason.SERVER_STOPPED);
        connection.output().write("bye".getBytes(US_ASCII));
        assertThat(peer.receive(3)).isEqualTo("bye");
    }

    @Test
    void endOfInputIsSeenByAReaderWhoComesLater() throws IOException {
        connection.endInput();
        assertThat(connection.input().read()).isEqualTo(-1);
    }

    @Test
    void cutWakesAReaderWithAFailure() throws IOException {
        CompletableFuture<Integer> reading = reading(connection.input());
        connection.cut(EndReason.IDLE);
        assertThat(reading).failsWithin(5, TimeUnit.SECONDS).withThrowableThat().withCauseInstanceOf(IOException.class);
        assertThat(peer.seesEnd()).isTrue();
    }

    @Test
    void firstReasonForACutStands() {
        assertThat(connection.cutReason()).isEmpty();
        connection.cut(EndReason.SLOW_FRAME);
        connection.cut(EndReason.IDLE);
        connection.endInput();
        assertThat(connection.cutReason()).contains(EndReason.SLOW_FRAME);
    }

    private static CompletableFuture<Integer> reading(InputStream in) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return in.read();
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }
}

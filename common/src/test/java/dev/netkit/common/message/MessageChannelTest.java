package dev.netkit.common.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.HandmadeFrames;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.RecordedEvents;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Direction;
import dev.netkit.common.net.TcpConnector;
import dev.netkit.common.net.TcpServer;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A small service over channels: answers every question, and refuses what is none. */
@Timeout(20)
class MessageChannelTest {
    private static final MessageCodec<Talk> TALK = MessageCodec.of(Talk.class);
    private static final MessageCodec<Talk.Question> QUESTIONS = MessageCodec.of(Talk.Question.class);
    private static final int LIMIT = 2_000;
    private static final Talk ANSWER = new Talk.Message("hi", 1, Instant.EPOCH, List.of());
    private static final String ANSWER_JSON =
            "{\"type\":\"message\",\"content\":\"hi\",\"seq\":1,\"time\":\"1970-01-01T00:00:00.000Z\",\"to\":[]}";

    private final FernetKey key = FernetKey.generate(new SecureRandom());
    private final RecordedEvents events = new RecordedEvents(Detail.TRACE);
    private RunningServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(Optional<MessageSeal> seal) throws IOException {
        MessageFormat<Talk.Question, Talk> format = new MessageFormat<>(QUESTIONS, TALK, Optional.empty(), LIMIT, seal);
        TcpServerConfig config = TcpServerConfig.of("talk", ListenAddress.loopback(0));
        server = RunningServer.start(
                TcpServer.open(config, connection -> converse(new MessageChannel<>(connection, format)), events));
    }

    private static void converse(MessageChannel<Talk.Question, Talk> channel) throws IOException {
        while (true) {
            try {
                if (channel.receive().isEmpty()) {
                    return;
                }
                channel.send(ANSWER);
            } catch (ProtocolException e) {
                if (!channel.refuse(e)) {
                    throw e;
                }
            }
        }
    }

    @Test
    void answersComeInTheEncodingOfTheQuestion() throws IOException {
        start(Optional.empty());
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("15:{\"type\":\"ping\"}");
            assertThat(HandmadeFrames.ASCII.receive(peer)).isEqualTo(ANSWER_JSON);
        }
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("\0\0\0\17{\"type\":\"ping\"}");
            assertThat(peer.receive(4 + ANSWER_JSON.length())).endsWith(ANSWER_JSON);
        }
    }

    @Test
    void connectionStaysUsableAfterWhatIsNoMessage() throws IOException {
        start(Optional.empty());
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("8:nonsense");
            assertThat(HandmadeFrames.ASCII.receive(peer))
                    .contains("\"type\":\"error\"")
                    .contains("\"code\":\"bad-json\"");
            peer.send("15:{\"type\":\"pong\"}");
            assertThat(HandmadeFrames.ASCII.receive(peer)).contains("\"code\":\"unknown-type\"");
            peer.send("16:{\"type\":\"hello\"}");
            assertThat(HandmadeFrames.ASCII.receive(peer))
                    .contains("\"code\":\"bad-field\"")
                    .contains("username");
            peer.send("15:{\"type\":\"ping\"}");
            assertThat(HandmadeFrames.ASCII.receive(peer)).isEqualTo(ANSWER_JSON);
        }
    }

    @Test
    void brokenFramingEndsTheConnection() throws IOException {
        start(Optional.empty());
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("2001:");
            assertThat(HandmadeFrames.ASCII.receive(peer))
                    .contains("\"type\":\"error\"")
                    .contains("\"code\":\"too-large\"");
            assertThat(peer.seesEnd()).isTrue();
        }
    }

    @Test
    void peerThatSpeaksSomethingElseIsNotAnsweredAndIsNoBug() throws IOException {
        start(Optional.empty());
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("GET / HTTP/1.1\r\n\r\n");
            assertThat(peer.seesEnd()).isTrue();
        }
        assertThat(events.first(ServiceEvent.Disconnected.class).reason()).isEqualTo(EndReason.PROTOCOL_ERROR);
    }

    @Test
    void errorIsNotAnsweredWithAnError() throws IOException {
        start(Optional.empty());
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("53:{\"type\":\"error\",\"code\":\"bad-json\",\"detail\":\"why not\"}");
            peer.send("15:{\"type\":\"ping\"}");
            assertThat(HandmadeFrames.ASCII.receive(peer)).isEqualTo(ANSWER_JSON);
        }
    }

    @Test
    void errorOfTheServerIsToldWithItsCode() throws IOException {
        start(Optional.empty());
        try (Connection connection = connect()) {
            MessageChannel<Talk, Talk> client = new MessageChannel<>(connection, clientFormat(Optional.empty()));
            client.send(new Talk.Salt(new byte[0], true));
            assertThatExceptionOfType(RefusedByPeerException.class)
                    .isThrownBy(client::receive)
                    .satisfies(e -> assertThat(e.code()).isEqualTo("unknown-type"));
        }
    }

    @Test
    void channelIsOfNoMoreUseAfterATimeoutInsideAFrame() throws IOException {
        start(Optional.empty());
        try (Connection connection = connect()) {
            MessageChannel<Talk, Talk> client = new MessageChannel<>(connection, clientFormat(Optional.empty()));
            connection.readDeadline(Duration.ofMillis(50));
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::receive);
            connection.readDeadline(Duration.ZERO);
            assertThatIOException().isThrownBy(client::receive).withMessageContaining("broke off");
        }
    }

    private Connection connect() throws IOException {
        Endpoint endpoint = new Endpoint("127.0.0.1", server.address().getPort());
        return TcpConnector.connect(endpoint, Duration.ofSeconds(5), events);
    }

    private static MessageFormat<Talk, Talk> clientFormat(Optional<MessageSeal> seal) {
        return new MessageFormat<>(TALK, TALK, Optional.of(FrameEncoding.BINARY), LIMIT, seal);
    }

    @Test
    void sealedMessagesAreGoodOnceOnTheWholeService() throws IOException {
        start(Optional.of(new MessageSeal(List.of(key))));
        String token = new String(new Fernet(key).encrypt("{\"type\":\"ping\"}".getBytes(UTF_8)), ISO_8859_1);
        String frame = token.length() + ":" + token;
        try (PolitePeer first = PolitePeer.connect(server.address());
                PolitePeer second = PolitePeer.connect(server.address())) {
            first.send(frame);
            assertThat(openAscii(first)).isEqualTo(ANSWER_JSON);
            second.send(frame);
            assertThat(openAscii(second)).contains("\"code\":\"bad-token\"");
        }
    }

    @Test
    void serviceWithAKeyRefusesPlainMessagesAndTheOtherWayRound() throws IOException {
        start(Optional.of(new MessageSeal(List.of(key))));
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("15:{\"type\":\"ping\"}");
            assertThat(openAscii(peer)).contains("\"code\":\"bad-token\"");
        }
        server.close();
        start(Optional.empty());
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            byte[] token = new Fernet(key).encrypt("{\"type\":\"ping\"}".getBytes(UTF_8));
            peer.send(token.length + ":" + new String(token, ISO_8859_1));
            assertThat(HandmadeFrames.ASCII.receive(peer)).contains("\"code\":\"bad-json\"", "there is no key here");
        }
    }

    @Test
    void bothEndsMayBeChannels() throws IOException {
        start(Optional.of(new MessageSeal(List.of(key))));
        try (Connection connection = connect()) {
            MessageChannel<Talk, Talk> client =
                    new MessageChannel<>(connection, clientFormat(Optional.of(new MessageSeal(List.of(key)))));
            client.send(new Talk.Hello("ann", Optional.empty(), Optional.empty()));
            assertThat(client.receive()).contains(ANSWER);
            connection.endOutput();
            assertThat(client.receive()).isEmpty();
        }
    }

    @Test
    void traceShowsTheJsonAndThatItWasSealed() throws IOException {
        start(Optional.of(new MessageSeal(List.of(key))));
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            byte[] token = new Fernet(key).encrypt("{\"type\":\"ping\"}".getBytes(UTF_8));
            peer.send(token.length + ":" + new String(token, ISO_8859_1));
            openAscii(peer);
            List<ServiceEvent.Traced> traced = events.first(ServiceEvent.Traced.class, 2);
            assertThat(traced).extracting(ServiceEvent.Traced::direction).containsExactly(Direction.IN, Direction.OUT);
            assertThat(traced.get(0).annotation()).isEqualTo("ASCII frame, sealed");
            assertThat(traced.get(0).bytes()).asString(UTF_8).isEqualTo("{\"type\":\"ping\"}");
        }
    }

    /** The answer may come at once, and is traced by another thread. */
    @Test
    void whatIsSentIsTracedBeforeItGoes() throws IOException {
        start(Optional.empty());
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("15:{\"type\":\"ping\"}");
            HandmadeFrames.ASCII.receive(peer);
            peer.endOutput();
            events.first(ServiceEvent.Disconnected.class);
        }
        List<ServiceEvent> told = events.all();
        ServiceEvent out = events.all(ServiceEvent.Traced.class).get(1);
        assertThat(told.indexOf(out))
                .isLessThan(told.indexOf(events.all(ServiceEvent.Sent.class).get(0)));
    }

    private String openAscii(PolitePeer peer) throws IOException {
        return new String(new Fernet(key).decrypt(HandmadeFrames.ASCII.receiveBytes(peer)), UTF_8);
    }
}

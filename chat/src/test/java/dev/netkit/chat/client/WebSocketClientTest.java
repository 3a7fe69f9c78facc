package dev.netkit.chat.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.WebFrame;
import dev.netkit.chat.client.FakeWebSocketServer.Peer;
import dev.netkit.chat.client.dialect.DialectName;
import dev.netkit.chat.client.dialect.Speech;
import dev.netkit.chat.client.line.Patience;
import dev.netkit.chat.client.line.PutOutException;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client over WebSocket, against a server made by hand. */
class WebSocketClientTest {
    private final FakeWebSocketServer server = new FakeWebSocketServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private RunningClient client() {
        return client(RunningClient.PATIENT);
    }

    private RunningClient client(Patience patience) {
        return RunningClient.with(settings(server.uri(), patience));
    }

    private static ClientSettings settings(URI uri, Patience patience) {
        Speech speech = new Speech(DialectName.NATIVE, FrameEncoding.ASCII, 1_000, List.of());
        Endpoint endpoint = new Endpoint(uri.getHost(), uri.getPort());
        return new ClientSettings(endpoint, Optional.of(uri), "ann", "lobby", speech, Backlog.NONE, patience);
    }

    @Test
    void helloGapAndResendAreAsOverTcp() throws Exception {
        try (RunningClient ann = client()) {
            String id;
            try (Peer before = server.accept()) {
                before.welcomes();
                before.says("{'type':'history','room':'lobby','epoch':'e','from':5,'to':4,'complete':true}");
                before.says("{'type':'message','username':'bob','content':'five','room':'lobby','seq':5}");
                ann.first(ChatEvent.Said.class);
                ann.client().say("hi");
                id = before.hears("text").get("id").asText();
            }
            try (Peer after = server.accept()) {
                JsonNode hello = after.hears("hello");
                assertThat(hello.get("since").asLong()).isEqualTo(5);
                assertThat(hello.get("epoch").asText()).isEqualTo("e");
                after.says("{'type':'users','room':'lobby','usernames':['ann']}");
                JsonNode again = after.hears("text");
                assertThat(again.get("id").asText()).isEqualTo(id);
                after.says(
                        "{'type':'message','username':'ann','content':'hi','room':'lobby','seq':6,'id':'" + id + "'}");
                assertThat(ann.first(ChatEvent.Stored.class).message().content())
                        .isEqualTo("hi");
                assertThat(ann.all(ChatEvent.Down.class)).hasSize(1);
            }
        }
    }

    @Test
    void aMessageInFragmentsIsOne() {
        try (RunningClient ann = client();
                Peer peer = server.accept().welcomes()) {
            byte[] json = "{\"type\":\"notice\",\"content\":\"привіт\"}".getBytes(UTF_8);
            peer.send(WebFrame.TEXT, Arrays.copyOf(json, 32)); // within a character
            peer.send(WebFrame.LAST | WebFrame.PING, "?".getBytes(UTF_8));
            peer.send(WebFrame.LAST, Arrays.copyOfRange(json, 32, json.length));
            assertThat(ann.first(ChatEvent.Notice.class).content()).isEqualTo("привіт");
            assertThat(peer.frame(WebFrame.PONG).payload()).isEqualTo("?".getBytes(UTF_8));
        }
    }

    @Test
    void aServerThatIsSilentIsPingedAndOneThatDoesNotAnswerIsDead() {
        Patience impatient = new Patience(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMillis(300), true);
        try (RunningClient ann = client(impatient);
                Peer dead = server.accept().welcomes()) {
            for (int i = 0; i < 3; i++) {
                dead.frame(WebFrame.PING);
                dead.send(WebFrame.LAST | WebFrame.PONG, new byte[0]);
            }
            assertThat(ann.all(ChatEvent.Down.class)).isEmpty();
            dead.frame(WebFrame.PING);
            assertThat(ann.first(ChatEvent.Down.class).why()).contains("does not answer");
            server.accept().welcomes().close();
        }
    }

    @Test
    void aServerThatDoesNotLetUsInIsWaitedForOnlySoLong() {
        try (RunningClient ann = client(Patience.of(Duration.ofMillis(300), true));
                Peer silent = server.accept()) {
            silent.hears("hello");
            assertThat(ann.end()).hasMessageContaining("no answer to the hello");
        }
    }

    @Test
    void aHandshakeThatIsNotAnsweredTimesOut() {
        try (RunningClient ann = client(Patience.of(Duration.ofMillis(300), true));
                Peer silent = server.acceptRequest()) {
            Exception end = ann.end();
            assertThat(end).hasMessageContaining("no answer in time");
            assertThat(Failure.of(end).exitCode()).isEqualTo(ExitCode.NETWORK);
            assertThat(silent).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, there is no WebSocket at /ws",
        "403, does not let us in",
        "426, another version",
        "200, does not speak WebSocket",
    })
    void aHandshakeThatIsRefusedIsOneClearLine(int status, String words) {
        try (RunningClient ann = client();
                Peer peer = server.acceptRequest()) {
            peer.send("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");
            Exception end = ann.end();
            assertThat(end).hasMessageContaining("the server answers " + status).hasMessageContaining(words);
            assertThat(Failure.of(end).exitCode()).isEqualTo(ExitCode.PROTOCOL);
        }
    }

    @Test
    void whoDoesNotSpeakHttpIsNoWebSocket() {
        try (RunningClient ann = client();
                Peer peer = server.acceptRequest()) {
            peer.send("220 mail.example.org ESMTP\r\n");
            Exception end = ann.end();
            assertThat(end).hasMessageContaining("does not speak WebSocket");
            assertThat(Failure.of(end).exitCode()).isEqualTo(ExitCode.PROTOCOL);
        }
    }

    @Test
    void nobodyThereIsToldAsOverTcp() {
        URI uri = server.uri();
        server.close();
        try (RunningClient ann = RunningClient.with(settings(uri, RunningClient.PATIENT))) {
            Exception end = ann.end();
            assertThat(end).hasMessageContaining("cannot connect to 127.0.0.1:").hasMessageContaining("refused");
            assertThat(Failure.of(end).exitCode()).isEqualTo(ExitCode.NETWORK);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1003, 1007, 1009})
    void aServerThatClosesBecauseOfUsIsNotAskedAgain(int code) {
        try (RunningClient ann = client();
                Peer peer = server.accept().welcomes()) {
            ann.first(ChatEvent.Up.class);
            peer.send(
                    WebFrame.LAST | WebFrame.CLOSE,
                    ByteBuffer.allocate(4)
                            .putShort((short) code)
                            .put("no".getBytes(UTF_8))
                            .array());
            assertThat(ann.end()).hasMessageContaining("closed the WebSocket with " + code + ": no");
        }
    }

    @Test
    void aServerThatPutsUsOutIsNotAskedAgainAndNobodyHasBrokenTheProtocol() {
        try (RunningClient ann = client();
                Peer peer = server.accept().welcomes()) {
            ann.first(ChatEvent.Up.class);
            peer.send(
                    WebFrame.LAST | WebFrame.CLOSE,
                    ByteBuffer.allocate(4)
                            .putShort((short) 1008)
                            .put("no".getBytes(UTF_8))
                            .array());
            assertThat(ann.end()).isInstanceOf(PutOutException.class).hasMessage("the server has put us out: no");
            assertThat(ann.service().first(Disconnected.class).reason()).isEqualTo(EndReason.PEER_CLOSED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011, 1012})
    void aServerThatGoesAwayIsComeBackTo(int code) {
        try (RunningClient ann = client();
                Peer peer = server.accept().welcomes()) {
            ann.first(ChatEvent.Up.class);
            peer.send(
                    WebFrame.LAST | WebFrame.CLOSE,
                    ByteBuffer.allocate(2).putShort((short) code).array());
            server.accept().welcomes();
            ann.first(ChatEvent.Up.class, 2);
        }
    }

    @Test
    void aMessageThatIsTooLargeEndsIt() {
        try (RunningClient ann = client();
                Peer peer = server.accept().welcomes()) {
            ann.first(ChatEvent.Up.class);
            peer.says("{'type':'notice','content':'" + "x".repeat(1_000) + "'}");
            assertThat(ann.end()).hasMessageContaining("more than 1000");
        }
    }

    @Test
    void aGoodbyeIsSaidAndTheSocketClosedInOrder() {
        RunningClient ann = client();
        try (Peer peer = server.accept().welcomes()) {
            ann.first(ChatEvent.Up.class);
            ann.client().close();
            peer.hears("bye");
            byte[] close = peer.frame(WebFrame.CLOSE).payload();
            assertThat(ByteBuffer.wrap(close).getShort()).isEqualTo((short) 1000);
            peer.send(WebFrame.LAST | WebFrame.CLOSE, close);
            assertThat(ann.end()).isNull();
        }
    }
}

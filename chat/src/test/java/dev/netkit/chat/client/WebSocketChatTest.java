package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.chat.ChatConfig;
import dev.netkit.chat.ChatServer;
import dev.netkit.chat.client.dialect.DialectName;
import dev.netkit.chat.client.dialect.Speech;
import dev.netkit.chat.hall.ChatRules;
import dev.netkit.chat.hall.MemberListener;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client over WebSocket, with netkit's own server and clients of it over TCP. */
class WebSocketChatTest {
    private static final FernetKey KEY = FernetKey.generate(new SecureRandom());
    private RunningServer running;

    @AfterEach
    void stop() {
        running.close();
    }

    private InetSocketAddress serve(FernetKey... keys) throws IOException {
        ChatConfig usual = ChatConfig.of(TcpServerConfig.of(ChatConfig.SERVICE, ListenAddress.loopback(0)));
        ChatConfig config = new ChatConfig(
                usual.tcp(),
                usual.messageLimit(),
                List.of(keys),
                false,
                Optional.empty(),
                false,
                true,
                List.of(),
                new ChatRules(Optional.empty(), 0));
        running = RunningServer.start(
                ChatServer.open(config, Clock.systemUTC(), ServiceListener.NONE, MemberListener.NONE));
        return running.address();
    }

    private static RunningClient client(Endpoint server, boolean web, String name, FernetKey... keys) {
        Speech speech = new Speech(DialectName.NATIVE, FrameEncoding.ASCII, FrameEncoding.DEFAULT_LIMIT, List.of(keys));
        Optional<URI> uri = web ? Optional.of(URI.create("ws://" + server + "/ws")) : Optional.empty();
        RunningClient client = RunningClient.with(
                new ClientSettings(server, uri, name, "lobby", speech, Backlog.NONE, RunningClient.PATIENT));
        return client;
    }

    private static RunningClient enters(InetSocketAddress server, boolean web, String name, FernetKey... keys) {
        RunningClient client = client(Endpoint.of(server), web, name, keys);
        client.first(ChatEvent.Up.class);
        return client;
    }

    private static List<String> said(RunningClient client, int count) {
        return client.first(ChatEvent.Said.class, count).stream()
                .map(said -> said.message().username() + ": " + said.message().content())
                .toList();
    }

    @Test
    void bothWaysAreOneRoom() throws Exception {
        InetSocketAddress server = serve();
        try (RunningClient ann = enters(server, true, "ann");
                RunningClient bob = enters(server, false, "bob")) {
            ann.client().say("hi");
            assertThat(said(bob, 1)).containsExactly("ann: hi");
            bob.client().say("привіт");
            assertThat(said(ann, 1)).containsExactly("bob: привіт");
            bob.client().confide("ann", "psst");
            assertThat(ann.first(ChatEvent.Confided.class).message().content()).isEqualTo("psst");
            assertThat(ann.first(ChatEvent.Stored.class).message().seq()).hasValue(1L);
        }
    }

    @Test
    void whatWasSaidMeanwhileComesOnceAndInOrder() throws Exception {
        InetSocketAddress server = serve();
        try (Cable cable = new Cable(server);
                RunningClient bob = enters(server, false, "bob");
                RunningClient ann = client(cable.endpoint(), true, "ann")) {
            ann.first(ChatEvent.Up.class);
            bob.client().say("0");
            said(ann, 1);
            for (int i = 1; i <= 200; i++) {
                bob.client().say("" + i);
                ann.client().say("a" + i);
                if (i % 50 == 0) {
                    cable.pull();
                }
            }
            List<String> heard = said(ann, 201);
            for (int i = 0; i <= 200; i++) {
                assertThat(heard.get(i)).isEqualTo("bob: " + i);
            }
            assertThat(ann.client().awaitStored(Duration.ofSeconds(10))).isZero();
            List<String> ofAnn = said(bob, 200);
            for (int i = 1; i <= 200; i++) {
                assertThat(ofAnn.get(i - 1)).isEqualTo("ann: a" + i);
            }
            assertThat(ann.all(ChatEvent.Gap.class)).isEmpty();
            assertThat(ann.all(ChatEvent.Down.class)).isNotEmpty();
            assertThat(bob.all(ChatEvent.Said.class)).hasSize(200);
        }
    }

    @Test
    void envelopesAndNativeClientsAreOneRoom() throws Exception {
        InetSocketAddress server = serve(KEY);
        try (RunningClient ann = enters(server, true, "ann", KEY);
                RunningClient eve = enters(server, true, "eve", KEY);
                RunningClient bob = enters(server, false, "bob", KEY)) {
            ann.client().say("hi");
            ann.client().say("hi");
            assertThat(ann.first(ChatEvent.Stored.class, 2)).hasSize(2);
            assertThat(said(bob, 2)).containsExactly("ann: hi", "ann: hi");
            assertThat(said(eve, 2)).containsExactly("ann: hi", "ann: hi");
            bob.client().say("ho");
            assertThat(said(ann, 1)).containsExactly("bob: ho");
            assertThat(ann.client().awaitStored(Duration.ofSeconds(5))).isZero();
        }
    }

    @Test
    void aNameThatIsTakenIsToldWithTheText() throws Exception {
        InetSocketAddress server = serve(KEY);
        try (RunningClient bob = enters(server, false, "bob", KEY);
                RunningClient other = enters(server, true, "bob", KEY)) {
            other.client().say("hi");
            assertThat(other.first(ChatEvent.Unsaid.class).content()).isEqualTo("hi");
            other.client().nick("bobby");
            other.client().say("hi");
            assertThat(other.first(ChatEvent.Stored.class).message().username()).isEqualTo("bobby");
            assertThat(said(bob, 1)).containsExactly("bobby: hi");
        }
    }

    @Test
    void whatEnvelopesHaveNoWordsForIsNotSaid() throws Exception {
        InetSocketAddress server = serve(KEY);
        try (RunningClient ann = enters(server, true, "ann", KEY)) {
            ann.client().confide("bob", "psst");
            assertThat(ann.first(ChatEvent.Unsaid.class).why()).contains("no words");
            ann.client().who("lobby");
            assertThat(ann.first(ChatEvent.Refused.class).detail()).contains("no words");
        }
    }

    @Test
    void aSealedClientComesBack() throws Exception {
        InetSocketAddress server = serve(KEY);
        try (Cable cable = new Cable(server);
                RunningClient ann = client(cable.endpoint(), true, "ann", KEY)) {
            ann.first(ChatEvent.Up.class);
            ann.client().say("before");
            ann.first(ChatEvent.Stored.class);
            cable.pull(); // the server does not notice, and ann is still there
            ann.first(ChatEvent.Down.class);
            ann.client().say("hi");
            assertThat(ann.first(ChatEvent.Stored.class, 2).get(1).message().content())
                    .isEqualTo("hi");
            assertThat(ann.all(ChatEvent.Unsaid.class)).isEmpty();
        }
    }

    @Test
    void anotherKeyAndNoKeyAreToldAtOnce() throws Exception {
        InetSocketAddress server = serve(KEY);
        try (RunningClient other = client(Endpoint.of(server), true, "ann", FernetKey.generate(new SecureRandom()));
                RunningClient none = client(Endpoint.of(server), true, "bob")) {
            Failure failure = Failure.of(other.end());
            assertThat(failure.exitCode()).isEqualTo(ExitCode.PROTOCOL);
            assertThat(failure.message()).contains("another key");
            Exception end = none.end();
            assertThat(end).hasMessageContaining("it is sealed, and there is no key here");
        }
    }

    @Test
    void theLongestTextGoesAndALongerOneIsRefusedHere() throws Exception {
        InetSocketAddress server = serve();
        try (RunningClient ann = enters(server, true, "ann")) {
            String longest = "x".repeat(ChatFormat.MAX_CONTENT);
            ann.client().say(longest);
            assertThat(ann.first(ChatEvent.Stored.class).message().content()).isEqualTo(longest);
            assertThatThrownBy(() -> ann.client().say("x".repeat(7 * ChatFormat.MAX_CONTENT)))
                    .isInstanceOf(TextTooLongException.class);
        }
    }
}

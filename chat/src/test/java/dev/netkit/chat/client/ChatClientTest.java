package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.client.FakeServer.Peer;
import dev.netkit.chat.client.dialect.DialectName;
import dev.netkit.chat.client.dialect.Speech;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.ServiceEvent;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatClientTest {
    private final FakeServer server = FakeServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aHelloTellsWhoAndWhereWithASecretOfItsOwn() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.accept()) {
            JsonNode hello = peer.expect("hello");
            assertThat(hello.get("username").asText()).isEqualTo("ann");
            assertThat(hello.get("room").asText()).isEqualTo("lobby");
            assertThat(hello.get("session").asText()).hasSize(32);
            peer.send("{'type':'users','room':'lobby','usernames':['ann','bob']}");
            assertThat(ann.first(ChatEvent.Up.class).username()).isEqualTo("ann");
            assertThat(ann.first(ChatEvent.Users.class).usernames()).containsExactly("ann", "bob");
        }
    }

    @Test
    void whatOthersSayIsTold() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            peer.say(7, "bob", "hi");
            peer.send("{'type':'message','username':'bob','content':'psst','seq':0,'to':'ann'}");
            peer.send("{'type':'joined','username':'eve','room':'lobby'}");
            peer.send("{'type':'left','username':'eve','room':'lobby'}");
            peer.send("{'type':'notice','content':'lunch'}");
            ann.first(ChatEvent.Notice.class);
            assertThat(ann.first(ChatEvent.Said.class).message().content()).isEqualTo("hi");
            assertThat(ann.first(ChatEvent.Confided.class).message().content()).isEqualTo("psst");
            assertThat(ann.all(ChatEvent.Joined.class)).containsExactly(new ChatEvent.Joined("eve", "lobby"));
            assertThat(ann.all(ChatEvent.Left.class)).containsExactly(new ChatEvent.Left("eve", "lobby"));
        }
    }

    @Test
    void aTextIsStoredWhenItHasComeBackWithItsId() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            say(ann, "hi");
            JsonNode text = peer.expect("text");
            assertThat(text.get("content").asText()).isEqualTo("hi");
            assertThat(text.get("room").asText()).isEqualTo("lobby");
            assertThat(ann.client().unsettled()).isEqualTo(1);
            peer.store(1, text);
            assertThat(ann.first(ChatEvent.Stored.class).message().content()).isEqualTo("hi");
            assertThat(ann.client().awaitStored(Duration.ofSeconds(1))).isZero();
            assertThat(ann.all(ChatEvent.Said.class)).isEmpty();
        }
    }

    @Test
    void whoIsThereMayBeAsked() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            ann.client().who("attic");
            assertThat(peer.expect("who").get("room").asText()).isEqualTo("attic");
            peer.send("{'type':'users','room':'attic','usernames':['eve']}");
            assertThat(ann.first(ChatEvent.Users.class, 2).get(1))
                    .isEqualTo(new ChatEvent.Users("attic", List.of("eve")));
            assertThat(ann.all(ChatEvent.Up.class)).hasSize(1);
        }
    }

    @Test
    void whoClosesSaysGoodbyeAndWaitsForNothingElse() {
        RunningClient ann = RunningClient.at(server);
        try (Peer peer = server.welcome()) {
            ann.first(ChatEvent.Up.class);
            ann.client().close();
            peer.expect("bye");
            assertThat(peer.seesEnd()).isTrue();
        }
        assertThat(ann.end()).isNull();
        assertThat(ann.service().first(ServiceEvent.Disconnected.class).reason().word())
                .isEqualTo("closed");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("netkit-chat-sender"));
    }

    @Test
    void withAKeyEverythingIsSealed() {
        FernetKey key = FernetKey.generate(new SecureRandom());
        try (FakeServer sealed = FakeServer.sealed(new MessageSeal(List.of(key)))) {
            ClientSettings usual = RunningClient.settings(sealed.endpoint());
            Speech speech =
                    new Speech(DialectName.NATIVE, FrameEncoding.ASCII, FrameEncoding.DEFAULT_LIMIT, List.of(key));
            ClientSettings settings =
                    new ClientSettings(usual.server(), "ann", "lobby", speech, Backlog.NONE, usual.patience());
            try (RunningClient ann = RunningClient.with(settings);
                    Peer peer = sealed.welcome()) {
                say(ann, "hi");
                peer.store(1, peer.expect("text"));
                ann.first(ChatEvent.Stored.class);
            }
        }
    }

    private static void say(RunningClient client, String text) {
        try {
            client.client().say(text);
        } catch (TextTooLongException e) {
            throw new AssertionError(e);
        }
    }
}

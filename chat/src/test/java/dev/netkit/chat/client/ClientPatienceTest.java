package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.client.FakeServer.Peer;
import dev.netkit.chat.client.dialect.DialectName;
import dev.netkit.chat.client.line.Patience;
import dev.netkit.common.net.ServiceEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a client bears with servers that are slow, silent, or no chat servers. */
class ClientPatienceTest {
    private final FakeServer server = FakeServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSlowServerHasAFewTextsToAnswerAndNotThemAll() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            for (int i = 0; i < 100; i++) {
                say(ann, "text " + i);
            }
            JsonNode first = peer.expect("text");
            for (int i = 1; i < 64; i++) {
                peer.expect("text");
            }
            await().during(Duration.ofMillis(200)).until(() -> peer.available() == 0);
            peer.store(1, first);
            assertThat(peer.expect("text").get("content").asText()).isEqualTo("text 64");
        }
    }

    @Test
    void aSilentServerIsAskedAndLeftWhenItDoesNotAnswer() {
        Patience short1 = new Patience(Duration.ofSeconds(5), Duration.ofMillis(80), Duration.ofMillis(200), true);
        ClientSettings settings = RunningClient.settings(server.endpoint(), DialectName.NATIVE, short1);
        try (RunningClient ann = RunningClient.with(settings)) {
            Peer silent = server.welcome();
            silent.expect("ping");
            silent.send("{'type':'pong'}");
            silent.expect("ping");
            assertThat(silent.seesEnd()).isTrue();
            assertThat(ann.first(ChatEvent.Down.class).why()).contains("does not answer");
            try (Peer next = server.welcome()) {
                ann.first(ChatEvent.Up.class, 2);
                next.expect("ping");
            }
        }
    }

    @Test
    void aServerThatDripsIsNotTakenForALiveOne() {
        Patience patience = new Patience(Duration.ofMillis(300), Duration.ofMillis(80), Duration.ofMillis(200), false);
        ClientSettings settings = RunningClient.settings(server.endpoint(), DialectName.NATIVE, patience);
        RunningClient ann = RunningClient.with(settings);
        try (Peer dripping = server.accept()) {
            dripping.expect("hello");
            dripping.raw("1000:");
            assertThat(ann.end()).hasMessageContaining("no answer to the hello");
        }
    }

    @Test
    void whoIsNotThereAtFirstIsNotWaitedFor() {
        server.close();
        assertThat(RunningClient.at(server).end()).hasMessageContaining("cannot connect");
    }

    @Test
    void garbageEndsTheConversation() {
        RunningClient ann = RunningClient.at(server);
        try (Peer rude = server.accept()) {
            rude.raw("HTTP/1.1 400 Bad Request");
            assertThat(ann.end()).isInstanceOf(java.net.ProtocolException.class);
        }
    }

    @Test
    void oneWordThatIsNotUnderstoodIsLeftOut() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            peer.send("{'type':'weather','forecast':'rain'}");
            peer.send("{'type':'message'}");
            peer.say(1, "bob", "hi");
            ann.first(ChatEvent.Said.class);
            assertThat(ann.service().all(ServiceEvent.Problem.class)).hasSize(2);
        }
    }

    @Test
    void waitingForWhatIsStoredEndsWithoutProgress() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            say(ann, "one");
            say(ann, "two");
            peer.store(1, peer.expect("text"));
            assertThat(ann.client().awaitStored(Duration.ofMillis(300))).isEqualTo(1);
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

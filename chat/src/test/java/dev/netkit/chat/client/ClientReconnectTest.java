package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.client.FakeServer.Peer;
import dev.netkit.chat.client.dialect.DialectName;
import dev.netkit.chat.client.line.Patience;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client does about a connection that it loses. */
class ClientReconnectTest {
    private final FakeServer server = FakeServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aGapIsAskedForAndFilledOnceAndInOrder() {
        try (RunningClient ann = RunningClient.at(server)) {
            try (Peer before = server.accept()) {
                before.expect("hello");
                before.send("{'type':'users','room':'lobby','usernames':['ann']}");
                before.send("{'type':'history','room':'lobby','epoch':'e','from':5,'to':4,'complete':true}");
                before.say(5, "bob", "five");
                before.say(6, "bob", "six");
                ann.first(ChatEvent.Said.class, 2);
                before.drop();
            }
            try (Peer after = server.accept()) {
                JsonNode hello = after.expect("hello");
                assertThat(hello.get("since").asLong()).isEqualTo(6);
                assertThat(hello.get("epoch").asText()).isEqualTo("e");
                after.send("{'type':'users','room':'lobby','usernames':['ann']}");
                after.send("{'type':'history','room':'lobby','epoch':'e','from':7,'to':8,'complete':true}");
                for (int seq = 5; seq <= 9; seq++) {
                    after.say(seq, "bob", "m" + seq);
                }
                assertThat(ann.first(ChatEvent.Said.class, 5))
                        .extracting(said -> said.message().seq().orElseThrow())
                        .containsExactly(5L, 6L, 7L, 8L, 9L);
                assertThat(ann.all(ChatEvent.Gap.class)).isEmpty();
                assertThat(ann.all(ChatEvent.Down.class)).hasSize(1);
            }
        }
    }

    @Test
    void theSecretIsTheSameOnEachConnection() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.accept();
            String secret = before.expect("hello").get("session").asText();
            before.send("{'type':'users','room':'lobby','usernames':['ann']}");
            ann.first(ChatEvent.Up.class);
            before.drop();
            try (Peer after = server.accept()) {
                assertThat(after.expect("hello").get("session").asText()).isEqualTo(secret);
            }
        }
    }

    @Test
    void whatDidNotComeBackIsSentAgainUnderTheSameIdAndFirst() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.welcome();
            List.of("one", "two", "three").forEach(text -> say(ann, text));
            JsonNode one = before.expect("text");
            JsonNode two = before.expect("text");
            before.expect("text");
            before.store(1, one);
            ann.first(ChatEvent.Stored.class);
            before.drop();
            ann.first(ChatEvent.Down.class);
            say(ann, "four");
            try (Peer after = server.welcome()) {
                assertThat(after.expect("text")).isEqualTo(two);
                assertThat(after.expect("text").get("content").asText()).isEqualTo("three");
                assertThat(after.expect("text").get("content").asText()).isEqualTo("four");
            }
        }
    }

    @Test
    void aTextThatWasStoredUnnoticedIsNotSentAgainOnceTheHistoryHasIt() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.welcome();
            before.say(1, "bob", "hi");
            ann.first(ChatEvent.Said.class);
            say(ann, "one");
            JsonNode one = before.expect("text");
            before.drop();
            try (Peer after = server.accept()) {
                after.expect("hello");
                after.send("{'type':'history','room':'lobby','epoch':'e','from':2,'to':2,'complete':true}");
                after.store(2, one);
                after.send("{'type':'users','room':'lobby','usernames':['ann']}");
                ann.first(ChatEvent.Stored.class);
                say(ann, "two");
                assertThat(after.expect("text").get("content").asText()).isEqualTo("two");
                after.store(2, one);
                after.send("{'type':'notice','content':'that was all'}");
                ann.first(ChatEvent.Notice.class);
                assertThat(ann.all(ChatEvent.Stored.class)).hasSize(1);
                assertThat(ann.all(ChatEvent.Said.class)).hasSize(1);
            }
        }
    }

    @Test
    void everyRoomIsEnteredAgainFromWhereItWasLeft() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.welcome();
            ann.first(ChatEvent.Up.class);
            ann.client().join("attic");
            assertThat(before.expect("join").get("room").asText()).isEqualTo("attic");
            before.say(3, "bob", "hi");
            before.send("{'type':'history','room':'attic','epoch':'a','from':10,'to':9,'complete':true}");
            ann.first(ChatEvent.Said.class);
            before.send("{'type':'notice','content':'both are known'}");
            ann.first(ChatEvent.Notice.class);
            before.drop();
            try (Peer after = server.accept()) {
                JsonNode hello = after.expect("hello");
                assertThat(hello.get("room").asText()).isEqualTo("attic");
                assertThat(hello.get("since").asLong()).isEqualTo(9);
                after.send("{'type':'users','room':'attic','usernames':['ann']}");
                JsonNode join = after.expect("join");
                assertThat(join.get("room").asText()).isEqualTo("lobby");
                assertThat(join.get("since").asLong()).isEqualTo(3);
            }
        }
    }

    @Test
    void aRoomThatWasLeftIsNotEnteredAgain() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.welcome();
            ann.first(ChatEvent.Up.class);
            ann.client().join("attic");
            before.expect("join");
            assertThat(ann.client().leave("attic")).isTrue();
            before.expect("leave");
            assertThat(ann.client().room()).isEqualTo("lobby");
            assertThat(ann.client().leave("lobby")).isFalse();
            before.drop();
            try (Peer after = server.welcome()) {
                say(ann, "hi");
                after.expect("text");
            }
        }
    }

    @Test
    void aConfidenceThatIsSentAgainIsToldOnce() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            for (int i = 0; i < 2; i++) {
                peer.send("{'type':'message','username':'bob','content':'psst','seq':0,'to':'ann','id':'7'}");
            }
            peer.send("{'type':'message','username':'eve','content':'psst','seq':0,'to':'ann','id':'7'}");
            assertThat(ann.first(ChatEvent.Confided.class, 2))
                    .extracting(event -> event.message().username())
                    .containsExactly("bob", "eve");
        }
    }

    @Test
    void aServerThatDiesInTheMiddleOfAFrameIsWaitedFor() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer dying = server.welcome();
            ann.first(ChatEvent.Up.class);
            dying.raw("100:{'type':");
            dying.close();
            server.welcome();
            ann.first(ChatEvent.Up.class, 2);
        }
    }

    @Test
    void withoutReconnectingTheFirstLossIsTheEnd() {
        Patience patience = Patience.of(Duration.ofSeconds(5), false);
        RunningClient ann = RunningClient.with(RunningClient.settings(server.endpoint(), DialectName.NATIVE, patience));
        server.welcome().close();
        assertThat(ann.end()).hasMessageContaining("the server closed the connection");
    }

    @Test
    void whoClosesBetweenTwoConnectionsNeedNotWait() {
        RunningClient ann = RunningClient.at(server);
        Peer peer = server.welcome();
        ann.first(ChatEvent.Up.class);
        server.close();
        peer.drop();
        ann.first(ChatEvent.Down.class, 5); // the next pause is 1.6 s
        long began = System.nanoTime();
        ann.client().close();
        assertThat(ann.end()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_500));
    }

    private static void say(RunningClient client, String text) {
        try {
            client.client().say(text);
        } catch (TextTooLongException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.client.FakeServer.Peer;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.ServiceEvent;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    void aHistoryWithHolesIsTold() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.welcome();
            before.say(5, "bob", "hi");
            ann.first(ChatEvent.Said.class);
            before.drop();
            try (Peer after = server.welcome()) {
                after.send("{'type':'history','room':'lobby','epoch':'e','from':9,'to':9,'complete':false}");
                after.say(9, "bob", "you missed something");
                ann.first(ChatEvent.Said.class, 2);
                assertThat(ann.all(ChatEvent.Gap.class)).containsExactly(new ChatEvent.Gap("lobby", Optional.of(3L)));
            }
        }
    }

    @Test
    void numbersThatBeganAnewAreToldAndFollowed() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.welcome();
            before.send("{'type':'history','room':'lobby','epoch':'old','from':58,'to':57,'complete':true}");
            before.say(58, "bob", "hi");
            ann.first(ChatEvent.Said.class);
            before.drop();
            try (Peer after = server.welcome()) {
                after.send("{'type':'history','room':'lobby','epoch':'new','from':1,'to':1,'complete':false}");
                after.say(1, "bob", "hi again");
                ann.first(ChatEvent.Said.class, 2);
                assertThat(ann.all(ChatEvent.Gap.class)).containsExactly(new ChatEvent.Gap("lobby", Optional.empty()));
            }
        }
    }

    @Test
    void aTakenNameIsToldAndAnotherOneIsTried() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.accept()) {
            peer.expect("hello");
            peer.send("{'type':'error','code':'name-taken','detail':'ann is here already'}");
            ChatEvent.NotLetIn refused = ann.first(ChatEvent.NotLetIn.class);
            assertThat(refused).isEqualTo(new ChatEvent.NotLetIn("ann", "name-taken", "ann is here already"));
            ann.client().nick("anna");
            assertThat(peer.expect("hello").get("username").asText()).isEqualTo("anna");
            peer.send("{'type':'users','room':'lobby','usernames':['anna']}");
            assertThat(ann.first(ChatEvent.Up.class).username()).isEqualTo("anna");
        }
    }

    @Test
    void aNameThatSeemsTakenAfterAReconnectIsTriedAgain() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.welcome();
            ann.first(ChatEvent.Up.class);
            before.drop();
            try (Peer soon = server.accept()) {
                soon.expect("hello");
                soon.send("{'type':'error','code':'name-taken','detail':'it still has a connection'}");
                assertThat(soon.seesEnd()).isTrue();
            }
            server.welcome();
            ann.first(ChatEvent.Up.class, 2);
            assertThat(ann.all(ChatEvent.NotLetIn.class)).isEmpty();
        }
    }

    @Test
    void anotherNameIsOursOnceTheServerHasTakenIt() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            ann.first(ChatEvent.Up.class);
            ann.client().nick("bob");
            peer.expect("hello");
            peer.send("{'type':'error','code':'name-taken','detail':'no'}");
            ann.first(ChatEvent.Refused.class);
            assertThat(ann.client().username()).isEqualTo("ann");
            ann.client().nick("anna");
            peer.expect("hello");
            peer.send("{'type':'users','room':'lobby','usernames':['anna']}");
            assertThat(ann.first(ChatEvent.Up.class, 2).get(1).username()).isEqualTo("anna");
        }
    }

    @Test
    void aRefusedTextIsFoundAmongThoseThatAreStored() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            List.of("one", "two", "three").forEach(text -> say(ann, text));
            JsonNode one = peer.expect("text");
            peer.expect("text");
            JsonNode three = peer.expect("text");
            peer.send("{'type':'error','code':'not-allowed','detail':'not that'}");
            peer.store(1, one);
            peer.store(2, three);
            assertThat(ann.first(ChatEvent.Unsaid.class)).isEqualTo(new ChatEvent.Unsaid("two", "not that"));
            assertThat(ann.client().unsettled()).isZero();
            assertThat(ann.all(ChatEvent.Stored.class)).hasSize(2);
        }
    }

    @Test
    void aServerMayTellWhichTextItRefuses() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            List.of("one", "two", "three").forEach(text -> say(ann, text));
            JsonNode one = peer.expect("text");
            String two = peer.expect("text").get("id").asText();
            JsonNode three = peer.expect("text");
            peer.send("{'type':'error','code':'muted','detail':'not that','id':'" + two + "'}");
            assertThat(ann.first(ChatEvent.Unsaid.class)).isEqualTo(new ChatEvent.Unsaid("two", "not that"));
            assertThat(ann.client().unsettled()).isEqualTo(2);
            peer.store(1, one);
            peer.store(2, three);
            ann.first(ChatEvent.Stored.class, 2);
            assertThat(ann.client().unsettled()).isZero();
        }
    }

    @Test
    void anErrorAboutAQuestionIsNotAboutATextThatIsUnderWay() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            ann.first(ChatEvent.Up.class);
            say(ann, "hi");
            JsonNode text = peer.expect("text");
            ann.client().who("nowhere");
            peer.expect("who");
            peer.send("{'type':'error','code':'no-such-room','detail':'there is none'}");
            assertThat(ann.first(ChatEvent.Refused.class).detail()).isEqualTo("there is none");
            peer.store(1, text);
            ann.first(ChatEvent.Stored.class);
            assertThat(ann.all(ChatEvent.Unsaid.class)).isEmpty();
        }
    }

    @Test
    void aRoomThatIsRefusedIsNoRoomOfOurs() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            ann.first(ChatEvent.Up.class);
            ann.client().join("no such room");
            assertThat(ann.client().room()).isEqualTo("no such room");
            peer.expect("join");
            say(ann, "hi");
            peer.expect("text");
            peer.send("{'type':'error','code':'bad-name','detail':'no'}");
            assertThat(ann.first(ChatEvent.Refused.class).detail()).isEqualTo("no");
            assertThat(ann.client().room()).isEqualTo("lobby");
            assertThat(ann.client().unsettled()).isEqualTo(1);
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
            assertThat(peer.available()).isZero();
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
    void withoutReconnectingTheFirstLossIsTheEnd() {
        Patience patience = Patience.of(Duration.ofSeconds(5), false);
        RunningClient ann = RunningClient.with(RunningClient.settings(server.endpoint(), DialectName.NATIVE, patience));
        server.welcome().close();
        assertThat(ann.end()).hasMessageContaining("the server closed the connection");
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
    void whoClosesBetweenTwoConnectionsNeedNotWait() {
        RunningClient ann = RunningClient.at(server);
        Peer peer = server.welcome();
        ann.first(ChatEvent.Up.class);
        server.close();
        peer.drop();
        ann.first(ChatEvent.Down.class, 4);
        long began = System.nanoTime();
        ann.client().close();
        assertThat(ann.end()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(700));
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

    @Test
    void aTextThatNoMessageCanHoldIsRefusedHere() {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.welcome()) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> ann.client().say("x".repeat(FrameEncoding.DEFAULT_LIMIT))))
                    .isInstanceOf(TextTooLongException.class);
            say(ann, "short");
            assertThat(peer.expect("text").get("content").asText()).isEqualTo("short");
        }
    }

    @Test
    void theLastMessagesBeforeOneCameMayBeAskedFor() {
        ClientSettings usual = RunningClient.settings(server.endpoint());
        ClientSettings settings =
                new ClientSettings(usual.server(), "ann", "lobby", usual.speech(), Backlog.last(2), usual.patience());
        try (RunningClient ann = RunningClient.with(settings);
                Peer peer = server.accept()) {
            assertThat(peer.expect("hello").get("since").asLong()).isZero();
            peer.send("{'type':'users','room':'lobby','usernames':['ann']}");
            peer.send("{'type':'history','room':'lobby','epoch':'e','from':3,'to':6,'complete':false}");
            for (int seq = 3; seq <= 7; seq++) {
                peer.say(seq, "bob", "m" + seq);
            }
            assertThat(ann.first(ChatEvent.Said.class, 3))
                    .extracting(said -> said.message().content())
                    .containsExactly("m5", "m6", "m7");
            assertThat(ann.all(ChatEvent.Gap.class)).isEmpty();
        }
    }

    @Test
    void whereARoomStandsIsKnownBeforeAnythingIsSaidInIt() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.accept();
            long beyond = before.expect("hello").get("since").asLong();
            before.send("{'type':'history','room':'lobby','epoch':'e','from':" + (beyond + 1)
                    + ",'to':41,'complete':false}");
            before.send("{'type':'users','room':'lobby','usernames':['ann']}");
            ann.first(ChatEvent.Up.class);
            before.drop();
            try (Peer after = server.accept()) {
                assertThat(after.expect("hello").get("since").asLong()).isEqualTo(41);
            }
            assertThat(ann.all(ChatEvent.Gap.class)).isEmpty();
        }
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

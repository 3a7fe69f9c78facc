package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.client.FakeServer.Peer;
import dev.netkit.common.framing.FrameEncoding;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client makes of errors: what they are about, and what is then true. */
class ClientRefusalTest {
    private final FakeServer server = FakeServer.start();

    @AfterEach
    void stop() {
        server.close();
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
            ann.first(ChatEvent.Stored.class, 2);
            assertThat(ann.client().unsettled()).isZero();
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

    private static void say(RunningClient client, String text) {
        try {
            client.client().say(text);
        } catch (TextTooLongException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.netkit.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.netkit.chat.client.FakeServer;
import dev.netkit.chat.client.FakeServer.Peer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatFilterTest {
    private final FakeServer server = FakeServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void linesInAreSaidAndItLeavesWhenTheyAreStored() {
        ChatSession session = ChatSession.at(server);
        session.type("one");
        session.type("");
        session.type("/two");
        session.endInput();
        try (Peer peer = server.welcome()) {
            JsonNode one = peer.expect("text");
            JsonNode two = peer.expect("text");
            assertThat(one.get("content").asText()).isEqualTo("one");
            assertThat(two.get("content").asText()).isEqualTo("/two");
            peer.store(1, one);
            peer.store(2, two);
            peer.expect("bye");
        }
        assertThat(session.end()).isZero();
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).contains(" connected\n", "you are ann", "in lobby: ann", "disconnected");
    }

    @Test
    void linesOutWereSaidByOthersEachOnOneLine() {
        ChatSession session = ChatSession.at(server);
        try (Peer peer = server.welcome()) {
            peer.say(1, "bob", "hi");
            peer.say(2, "b\\u001b[2Job", "two\\nlines");
            peer.send("{'type':'message','username':'bob','content':'psst','seq':0,'to':'ann'}");
            session.awaitOut("psst");
            assertThat(session.out().replaceAll("\\d\\d:\\d\\d:\\d\\d", "T"))
                    .isEqualTo("T <bob> hi\nT <b\\x1b[2Job> two\\nlines\nT <bob -> ann> psst\n");
            session.endInput();
            peer.expect("bye");
        }
        assertThat(session.end()).isZero();
    }

    @Test
    void quietSaysNothingAboutTheConnection() {
        ChatSession session = ChatSession.at(server, "-q");
        session.endInput();
        server.welcome().expect("bye");
        assertThat(session.end()).isZero();
        assertThat(session.err()).isEmpty();
    }

    @Test
    void jsonHasAnObjectForEachEvent() throws IOException {
        ChatSession session = ChatSession.at(server, "--json");
        try (Peer peer = server.welcome()) {
            session.type("hi");
            peer.store(1, peer.expect("text"));
            peer.say(2, "bob", "hi ann");
            session.awaitOut("hi ann");
            session.endInput();
            peer.expect("bye");
        }
        assertThat(session.end()).isZero();
        List<JsonNode> events = objects(session.out());
        assertThat(events)
                .extracting(event -> event.get("event").asText())
                .containsExactly("connected", "up", "users", "stored", "said", "disconnected");
        assertThat(events.get(2).get("usernames").get(0).asText()).isEqualTo("ann");
        assertThat(events.get(3).get("seq").asLong()).isEqualTo(1);
        assertThat(events.get(3).get("id").asText()).hasSize(32);
        assertThat(events.get(4).get("username").asText()).isEqualTo("bob");
        assertThat(events.get(4).get("time").asText()).isEqualTo("2026-11-21T09:05:03.007Z");
    }

    @Test
    void aTakenNameIsAClearNo() {
        ChatSession session = ChatSession.at(server);
        try (Peer peer = server.accept()) {
            peer.expect("hello");
            peer.send("{'type':'error','code':'name-taken','detail':'no'}");
            assertThat(peer.seesEnd()).isFalse();
        }
        assertThat(session.end()).isEqualTo(1);
        assertThat(session.err()).endsWith("netkit: the name ann is taken\n");
    }

    @Test
    void anotherKeyIsAnErrorOfTheProtocol() {
        ChatSession session = ChatSession.at(server);
        try (Peer peer = server.accept()) {
            peer.expect("hello");
            peer.send("{'type':'error','code':'bad-token','detail':'it is not sealed'}");
            assertThat(session.end()).isEqualTo(4);
        }
        assertThat(session.err()).contains("it is not sealed");
    }

    @Test
    void whoeverIsRefusedIsToldAndItIsNotDone() {
        ChatSession session = ChatSession.at(server, "-q");
        session.type("hi");
        session.endInput();
        try (Peer peer = server.welcome()) {
            peer.expect("text");
            peer.send("{'type':'error','code':'muted','detail':'the host has muted you'}");
            assertThat(session.end()).isEqualTo(1);
        }
        assertThat(session.err()).endsWith("not said: hi: the host has muted you\n");
    }

    @Test
    void aLineThatNoMessageCanHoldIsToldAndTheOthersAreSaid() {
        ChatSession session = ChatSession.at(server, "-q", "--max-frame", "200");
        session.type("x".repeat(300));
        session.type("short");
        session.endInput();
        try (Peer peer = server.welcome()) {
            JsonNode text = peer.expect("text");
            assertThat(text.get("content").asText()).isEqualTo("short");
            peer.store(1, text);
            assertThat(session.end()).isEqualTo(1);
        }
        assertThat(session.err()).startsWith("netkit: line 1 is not said: ").contains("at most 200");
    }

    @Test
    void whatIsNeverStoredIsWaitedForAsLongAsTheTimeLimitSays() {
        ChatSession session = ChatSession.at(server, "-q", "--timeout", "300ms");
        session.type("hi");
        session.endInput();
        try (Peer peer = server.welcome()) {
            peer.expect("text");
            assertThat(session.end()).isEqualTo(3);
        }
        assertThat(session.err()).contains("1 line is not known to be stored");
    }

    @Test
    void itEndsQuietlyWhenNobodyReadsItsOutput() {
        ChatSession session = ChatSession.at(server);
        try (Peer peer = server.welcome()) {
            session.closeOutput();
            peer.say(1, "bob", "hi");
            peer.expect("bye");
        }
        assertThat(session.end()).isEqualTo(5); // a pipe's own end is no failure; this one is not known to be one
    }

    @Test
    void aSignalEndsItWithAGoodbye() {
        ChatSession session = ChatSession.at(server);
        try (Peer peer = server.welcome()) {
            peer.say(1, "bob", "hi");
            session.awaitOut("hi");
            assertThat(session.stopSignals().stop()).contains(false);
            peer.expect("bye");
        }
        session.end();
    }

    @Test
    void itMayGoOnListening() {
        ChatSession session = ChatSession.at(server, "--listen");
        session.endInput();
        try (Peer peer = server.welcome()) {
            peer.say(1, "bob", "hi");
            session.awaitOut("hi");
            session.stopSignals().stop();
            peer.expect("bye");
        }
        session.end();
    }

    @Test
    void aLostConnectionIsToldAndFollowedByAnother() {
        ChatSession session = ChatSession.at(server);
        session.type("hi");
        Peer before = server.welcome();
        before.expect("text");
        before.drop();
        try (Peer after = server.welcome()) {
            after.store(1, after.expect("text"));
            session.endInput();
            after.expect("bye");
        }
        assertThat(session.end()).isZero();
        assertThat(session.err()).contains("no connection: ", "trying again");
    }

    @Test
    void asMuchOfThePastIsAskedForAsIsWanted() {
        assertThat(sinceInHelloOf()).isGreaterThan(Integer.MAX_VALUE);
        assertThat(sinceInHelloOf("--history", "3")).isZero();
        assertThat(sinceInHelloOf("--since", "4")).isEqualTo(4);
    }

    private long sinceInHelloOf(String... options) {
        ChatSession session = ChatSession.at(server, options);
        try (Peer peer = server.accept()) {
            long since = peer.expect("hello").get("since").asLong();
            session.stopSignals().stop();
            return since;
        }
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(ChatSession.at(server, "--dialect", "latin").end()).isEqualTo(2);
        assertThat(ChatSession.at(server, "--dialect", "jim-a", "--framing", "binary")
                        .end())
                .isEqualTo(2);
        assertThat(ChatSession.at(server, "--history", "3", "--since", "4").end())
                .isEqualTo(2);
        assertThat(ChatSession.at(server, "--since", "-1").end()).isEqualTo(2);
    }

    private static List<JsonNode> objects(String lines) throws IOException {
        return new JsonMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(lines)
                .readAll();
    }
}

package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may have which name, and what becomes of it. */
@Timeout(180)
class NamesTest extends OpenChat {
    @ParameterizedTest
    @ValueSource(strings = {"paul", "PAUL", "pаul", "ρaul", "ｐａｕｌ", "p a u l", "pauI"})
    void aNameThatSomebodyHasOrThatLooksLikeItIsTakenAndAnotherOneMayBeSaid(String imitation) {
        try (Chatter paul = chat.chatter("paul");
                Chatter other = Chatter.binary(chat.address())) {
            other.says("hello", "username", imitation, "room", "lobby");
            assertThat(other.hearsError()).isEqualTo("name-taken");
            other.enters("other");
            assertThat(paul.hearsUntilPong())
                    .filteredOn(heard -> heard.path("type").asText().equals("joined"))
                    .extracting(heard -> heard.path("username").asText())
                    .containsExactly("other");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "server", "ѕеrvеr", "a\u0007b", "\u202egnp.exe", "an\u200bn"})
    void aNameThatIsNoneIsRefused(String name) {
        try (Chatter somebody = Chatter.binary(chat.address())) {
            somebody.says("hello", "username", name, "room", "lobby");
            assertThat(somebody.hearsError()).isEqualTo("bad-name");
        }
    }

    @Test
    void aNameIsFreeAgainWhenItsOwnerHasLeft() {
        chat.chatter("ann").close();
        await().atMost(ChatFixture.PATIENCE)
                .until(() -> chat.server.host().who().get("lobby").isEmpty());
        chat.chatter("Ann").close();
    }

    @Test
    void ofTwoClientsWithOneNameAtTheSameInstantOneHasIt() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        for (int round = 0; round < 100; round++) {
            String name = "somebody-" + round;
            try (Chatter one = Chatter.binary(chat.address());
                    Chatter two = Chatter.ascii(chat.address())) {
                CompletableFuture<String> first =
                        CompletableFuture.supplyAsync(() -> answer(one, name, barrier), threads);
                CompletableFuture<String> second =
                        CompletableFuture.supplyAsync(() -> answer(two, name, barrier), threads);
                assertThat(List.of(first.get(30, TimeUnit.SECONDS), second.get(30, TimeUnit.SECONDS)))
                        .as("round %d", round)
                        .containsExactlyInAnyOrder("users", "error");
                assertThat(chat.server.host().who().get("lobby")).containsOnlyOnce(name);
            }
        }
        threads.shutdown();
    }

    private static String answer(Chatter somebody, String name, CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        somebody.says("hello", "username", name, "room", "lobby");
        return somebody.hears().path("type").asText();
    }

    @Test
    void helloSaidAgainIsAnotherName() {
        try (Chatter ann = chat.chatter("ann");
                Chatter bob = chat.chatter("bob")) {
            ann.says("hello", "username", "Zoë").says("text", "content", "hi");
            assertThat(bob.hears().toString()).isEqualTo(Chatter.json("left", "username", "ann", "room", "lobby"));
            assertThat(bob.hears().toString()).isEqualTo(Chatter.json("joined", "username", "Zoë", "room", "lobby"));
            assertThat(bob.hears().path("username").asText()).isEqualTo("Zoë");
            chat.chatter("ann").close();
        }
    }

    @Test
    void anotherWayToWriteOnesOwnNameIsNotTaken() {
        try (Chatter ann = chat.chatter("ann")) {
            ann.says("hello", "username", "ANN");
            assertThat(ann.hears("users").path("usernames").toString()).isEqualTo("[\"ANN\"]");
            ann.says("text", "content", "psst", "to", "ann");
            assertThat(ann.hears("message").path("username").asText()).isEqualTo("ANN");
        }
    }

    @Test
    void whoWantsATakenNameKeepsTheOldOne() {
        try (Chatter ann = chat.chatter("ann");
                Chatter bob = chat.chatter("bob")) {
            ann.says("hello", "username", "bob");
            assertThat(ann.hearsError()).isEqualTo("name-taken");
            ann.says("text", "content", "hi");
            assertThat(bob.hears("message").path("username").asText()).isEqualTo("ann");
        }
    }

    @Test
    void whoComesBackWithTheSessionTakesThePlaceOfTheConnectionBefore() {
        try (Chatter before = session("ann", "secret");
                Chatter bob = chat.chatter("bob");
                Chatter after = session("ann", "secret")) {
            before.socket().awaitEnd();
            assertThat(bob.hearsUntilPong())
                    .extracting(heard -> heard.path("type").asText())
                    .containsExactly("left", "joined");
            after.says("text", "content", "here again");
            assertThat(bob.hears("message").path("username").asText()).isEqualTo("ann");
            assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.SUPERSEDED);
            assertThat(chat.server.host().who().get("lobby")).containsExactly("ann", "bob");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "Secret"})
    void anotherSessionTakesNoPlace(String session) {
        try (Chatter before = session("ann", "secret");
                Chatter other = Chatter.binary(chat.address())) {
            other.says("hello", "username", "ann", "room", "lobby", "session", session);
            assertThat(other.hearsError()).isEqualTo("name-taken");
            before.says("text", "content", "still here");
            assertThat(before.hearsTexts(1)).containsExactly("still here");
        }
    }

    @Test
    void nobodyTakesThePlaceOfOneWithoutASession() {
        try (Chatter ann = chat.chatter("ann");
                Chatter other = Chatter.binary(chat.address())) {
            other.says("hello", "username", "ann", "room", "lobby", "session", "any");
            assertThat(other.hearsError()).isEqualTo("name-taken");
            assertThat(ann.hearsUntilPong()).isEmpty();
        }
    }

    /** The one who is put out is in the middle of taking other names, which it must not keep. */
    @Test
    void whoWasPutOutLeavesNoNameBehind() {
        for (int round = 0; round < 20; round++) {
            try (Chatter before = session("ann", "secret")) {
                for (int i = 0; i < 20; i++) {
                    before.says("hello", "username", "ann-" + i % 2, "session", "secret");
                }
                try (Chatter after = Chatter.binary(chat.address())) {
                    after.says("hello", "username", "ann-" + round % 2, "room", "lobby", "session", "secret");
                    after.hears(); // it is in, or the other one was faster
                }
            } catch (UncheckedIOException e) {
                // it was put out in the middle
            }
            awaitNobody();
        }
    }

    private void awaitNobody() {
        await().atMost(ChatFixture.PATIENCE).untilAsserted(() -> {
            assertThat(chat.server.host().who().get("lobby")).isEmpty();
            for (String name : List.of("ann", "ann-0", "ann-1")) {
                assertThat(chat.server.host().mute(name, false)).as(name).isFalse();
            }
        });
    }

    private Chatter session(String name, String session) {
        Chatter chatter = Chatter.binary(chat.address());
        chatter.says("hello", "username", name, "room", "lobby", "session", session);
        JsonNode users = chatter.hears("users");
        assertThat(users.path("usernames").toString()).contains(name);
        chatter.hears("joined");
        return chatter;
    }
}

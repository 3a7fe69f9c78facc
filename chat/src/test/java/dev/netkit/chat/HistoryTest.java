package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.history.RoomMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coming back: since, epoch and ids. */
@Timeout(120)
class HistoryTest {
    @TempDir
    private Path folder;

    @Test
    void sinceBringsWhatWasMissedBeforeAnythingElse() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann")) {
            say(ann, 1, 10);
            try (Chatter bob = Chatter.binary(chat.address())) {
                bob.says("hello", "username", "bob", "since", 7);
                assertHistory(bob.hears(), 8, 10, true);
                for (int i = 8; i <= 10; i++) {
                    JsonNode message = bob.hears();
                    assertThat(message.path("seq").asInt()).isEqualTo(i);
                    assertThat(message.path("id").asText()).isEqualTo("id-" + i);
                }
                assertThat(bob.hears().path("type").asText()).isEqualTo("users");
                assertThat(bob.hears().path("type").asText()).isEqualTo("joined");
                say(ann, 11, 11);
                assertThat(bob.hears("message").path("seq").asInt()).isEqualTo(11);
            }
        }
    }

    @Test
    void historyIsToldEvenWhereNothingIsMissing() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = Chatter.binary(chat.address())) {
            ann.says("hello", "username", "ann", "since", 0);
            assertHistory(ann.hears(), 1, 0, true);
            say(ann, 1, 2);
            ann.says("join", "room", "lobby", "since", 2);
            assertHistory(ann.hears("history"), 3, 2, true);
        }
    }

    @Test
    void anotherEpochBringsEverythingAndSaysThatItIsNotAll() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann");
                Chatter bob = Chatter.binary(chat.address())) {
            say(ann, 1, 3);
            bob.says("hello", "username", "bob", "since", 2, "epoch", "another");
            assertHistory(bob.hears(), 1, 3, false);
            assertThat(bob.hearsTexts(3)).isEqualTo(texts(1, 3));
        }
    }

    @Test
    void ofMoreThanIsRememberedTheRestIsSaidToBeGone() throws IOException {
        int last = RoomMemory.MESSAGES + 10;
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann");
                Chatter bob = Chatter.binary(chat.address())) {
            say(ann, 1, last);
            bob.says("hello", "username", "bob", "since", 5);
            assertHistory(bob.hears(), 11, last, false);
            assertThat(bob.hearsTexts(RoomMemory.MESSAGES)).isEqualTo(texts(11, last));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsNotRememberedAnyMoreComesFromTheFile(boolean durable) throws IOException {
        int last = RoomMemory.MESSAGES + 200;
        try (ChatFixture chat = ChatFixture.withHistory(folder, durable);
                Chatter ann = chat.chatter("ann")) {
            say(ann, 1, last);
        }
        try (ChatFixture chat = ChatFixture.withHistory(folder, durable);
                Chatter bob = Chatter.ascii(chat.address())) {
            bob.says("hello", "username", "bob", "since", 5);
            assertHistory(bob.hears(), 6, last, true);
            assertThat(bob.hearsTexts(last - 5)).isEqualTo(texts(6, last));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOrderlyRestartKeepsNumbersAndEpoch(boolean durable) throws IOException {
        String epoch;
        try (ChatFixture chat = ChatFixture.withHistory(folder, durable);
                Chatter ann = Chatter.binary(chat.address())) {
            ann.says("hello", "username", "ann", "since", 0);
            epoch = ann.hears("history").path("epoch").asText();
            say(ann, 1, 3);
        }
        try (ChatFixture chat = ChatFixture.withHistory(folder, durable);
                Chatter ann = Chatter.binary(chat.address())) {
            ann.says("hello", "username", "ann", "since", 2, "epoch", epoch);
            assertHistory(ann.hears("history"), 3, 3, true);
            ann.hearsTexts(1);
            say(ann, 4, 4);
        }
    }

    /** It ends and begins again while its journal is at work; durable, an author waits to be told before it leaves. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRoomThatWasEmptyForAWhileIsAsItWas(boolean durable) throws IOException {
        try (ChatFixture chat = ChatFixture.withHistory(folder, durable);
                Chatter ann = chat.chatter("ann")) {
            for (int i = 1; i <= 200; i++) {
                ann.says("join", "room", "den", "since", i - 1);
                assertHistory(ann.hears("history"), i, i - 1, true);
                ann.says("text", "content", "text " + i, "id", "id-" + i);
                if (durable) {
                    assertThat(ann.hearsTexts(1)).isEqualTo(texts(i, i));
                }
                ann.says("leave", "room", "den");
                if (!durable) {
                    assertThat(ann.hearsTexts(1)).isEqualTo(texts(i, i));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIdThatIsRepeatedIsStoredOnceOnAnyConnection(boolean stored) throws IOException {
        try (ChatFixture chat = stored ? ChatFixture.withHistory(folder, true) : ChatFixture.open();
                Chatter bob = chat.chatter("bob")) {
            try (Chatter ann = Chatter.binary(chat.address())) {
                ann.says("hello", "username", "ann", "session", "s").hears("users");
                ann.says("text", "content", "one", "id", "1").says("text", "content", "one", "id", "1");
                assertThat(ann.hears("message")).isEqualTo(ann.hears("message"));
            }
            try (Chatter again = Chatter.binary(chat.address())) {
                again.says("hello", "username", "ann", "session", "s").hears("users");
                again.says("text", "content", "one", "id", "1").says("text", "content", "two", "id", "2");
                assertThat(numbers(again, 2)).as("in any order").containsExactlyInAnyOrder(1L, 2L);
                bob.says("text", "content", "bob's one", "id", "1");
                assertThat(bob.hearsTexts(3)).containsExactly("one", "two", "bob's one");
            }
        }
    }

    @Test
    void anIdIsRememberedAcrossARestart() throws IOException {
        try (ChatFixture chat = ChatFixture.withHistory(folder, true);
                Chatter ann = chat.chatter("ann")) {
            say(ann, 1, 3);
        }
        try (ChatFixture chat = ChatFixture.withHistory(folder, true);
                Chatter ann = chat.chatter("ann")) {
            ann.says("text", "content", "text 2", "id", "id-2").says("text", "content", "text 4", "id", "id-4");
            assertThat(numbers(ann, 2)).containsExactlyInAnyOrder(2L, 4L);
        }
    }

    private static void say(Chatter ann, int from, int to) {
        for (int i = from; i <= to; i++) {
            ann.says("text", "content", "text " + i, "id", "id-" + i);
        }
        assertThat(ann.hearsTexts(to - from + 1)).isEqualTo(texts(from, to));
    }

    private static List<Long> numbers(Chatter somebody, int count) {
        return Stream.generate(() -> somebody.hears("message").path("seq").asLong())
                .limit(count)
                .toList();
    }

    private static List<String> texts(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "text " + i).toList();
    }

    private static void assertHistory(JsonNode heard, long from, long to, boolean complete) {
        assertThat(heard.path("type").asText()).isEqualTo("history");
        assertThat(heard.path("from").asLong()).isEqualTo(from);
        assertThat(heard.path("to").asLong()).isEqualTo(to);
        assertThat(heard.path("complete").asBoolean()).isEqualTo(complete);
    }
}

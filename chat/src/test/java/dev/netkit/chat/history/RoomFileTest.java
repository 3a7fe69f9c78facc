package dev.netkit.chat.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.netkit.chat.talk.AnnSaid;
import dev.netkit.chat.talk.ChatMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomFileTest {
    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = folder.resolve("den.jsonl");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasStoredIsThereAgainWithTheSameNumbers(boolean durable) throws IOException {
        String epoch = store(durable, AnnSaid.messages(1, 3));
        try (RoomFile again = RoomFile.open(path, "den", durable)) {
            assertThat(again.memory().epoch()).isEqualTo(epoch);
            assertThat(again.memory().head()).isEqualTo(3);
            assertThat(again.memory().after(0)).isEqualTo(AnnSaid.messages(1, 3));
            assertThat(again.oldest()).isEqualTo(1);
        }
    }

    @Test
    void everyTextComesBackAsItWas() throws IOException {
        String text = "line\nend \u0000\u001b[31m \u2028 \" \\ 😀 }{";
        ChatMessage message = new ChatMessage(1, AnnSaid.START.plusMillis(7), "Zoë 😀", text, Optional.empty());
        store(true, List.of(message));
        try (RoomFile again = RoomFile.open(path, "den", true)) {
            assertThat(again.memory().after(0)).containsExactly(message);
        }
        assertThat(Files.readAllLines(path)).hasSize(3);
    }

    @Test
    void aRoomInWhichNothingWasSaidHasNoFile() throws IOException {
        store(true, List.of());
        assertThat(path).doesNotExist();
    }

    @Test
    void numbersGoOnFromServerToServer() throws IOException {
        store(false, AnnSaid.messages(1, 3));
        store(false, AnnSaid.messages(4, 5));
        try (RoomFile again = RoomFile.open(path, "den", false)) {
            assertThat(again.memory().after(0)).isEqualTo(AnnSaid.messages(1, 5));
        }
        assertThat(Files.readAllLines(path)).as("a header for each server").hasSize(1 + 3 + 1 + 1 + 2 + 1);
    }

    @Test
    void withoutDurableAnUncleanEndBeginsAnotherEpoch() throws IOException {
        RoomFile killed = RoomFile.open(path, "den", false);
        killed.append(AnnSaid.messages(1, 3));
        try (RoomFile again = RoomFile.open(path, "den", false)) {
            assertThat(again.memory().epoch()).isNotEqualTo(killed.memory().epoch());
            assertThat(again.memory().after(0)).isEqualTo(AnnSaid.messages(1, 3));
        }
    }

    @Test
    void durableAnUncleanEndLosesNothingAndKeepsTheEpoch() throws IOException {
        RoomFile killed = RoomFile.open(path, "den", true);
        killed.append(AnnSaid.messages(1, 3));
        try (RoomFile again = RoomFile.open(path, "den", true)) {
            assertThat(again.memory().epoch()).isEqualTo(killed.memory().epoch());
            assertThat(again.memory().after(0)).isEqualTo(AnnSaid.messages(1, 3));
        }
    }

    @Test
    void aServerThatIsNotDurableAnyMoreIsTakenAtItsOwnWord() throws IOException {
        String epoch = store(true, AnnSaid.messages(1, 3));
        RoomFile killed = RoomFile.open(path, "den", false);
        killed.append(AnnSaid.messages(4, 4));
        assertThat(killed.memory().epoch()).isEqualTo(epoch);
        assertThat(RoomFile.open(path, "den", true).memory().epoch()).isNotEqualTo(epoch);
    }

    @Test
    void wherePartOfTheHistoryCouldNotBeWrittenTheEpochIsAnother() throws IOException {
        String epoch = store(false, AnnSaid.messages(1, 2));
        try (RoomFile file = RoomFile.open(path, "den", false)) {
            Path kept = Files.move(path, folder.resolve("kept"));
            Files.createDirectory(path);
            assertThatIOException().isThrownBy(() -> file.append(AnnSaid.messages(3, 3)));
            Files.delete(path);
            Files.move(kept, path);
            file.append(AnnSaid.messages(4, 4));
        }
        assertThat(RoomFile.open(path, "den", false).memory().epoch()).isNotEqualTo(epoch);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatEndsAnywhereKeepsEveryWholeLine(boolean durable) throws IOException {
        store(durable, AnnSaid.messages(1, 4));
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            long lines = lineEnds(whole, length);
            long said = Math.max(0, Math.min(4, lines - 1));
            try (RoomFile file = RoomFile.open(path, "den", durable)) {
                assertThat(file.memory().after(0)).as("%d bytes", length).isEqualTo(AnnSaid.messages(1, said));
                assertThat(Files.size(path)).as("%d bytes", length).isEqualTo(endOfLine(whole, lines));
                file.append(AnnSaid.messages(said + 1, said + 1));
            }
            try (RoomFile again = RoomFile.open(path, "den", durable)) {
                assertThat(again.memory().after(0))
                        .as("%d bytes and one more", length)
                        .isEqualTo(AnnSaid.messages(1, said + 1));
            }
        }
    }

    private static long lineEnds(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c == '\n')
                .count();
    }

    private static long endOfLine(byte[] bytes, long lines) {
        int end = 0;
        for (long left = lines; left > 0; end++) {
            left -= bytes[end] == '\n' ? 1 : 0;
        }
        return end;
    }

    @Test
    void wholeLinesThatAreNoneOfOursArePassedByAndKept() throws IOException {
        store(true, AnnSaid.messages(1, 2));
        String strange = "\0\0\0\n{\"type\":\"message\",\"seq\":9\n";
        long length = Files.size(path) + strange.length();
        Files.writeString(path, Files.readString(path) + strange + "half");
        try (RoomFile file = RoomFile.open(path, "den", true)) {
            assertThat(file.memory().after(0)).isEqualTo(AnnSaid.messages(1, 2));
            assertThat(Files.size(path)).isEqualTo(length);
        }
    }

    @Test
    void whatIsNotAtHandAnyMoreIsReadBack() throws IOException {
        long last = 2 * RoomMemory.MESSAGES + 7;
        store(false, AnnSaid.messages(1, last));
        try (RoomFile file = RoomFile.open(path, "den", false)) {
            assertThat(file.memory().oldest()).isEqualTo(last - RoomMemory.MESSAGES + 1);
            assertThat(file.oldest()).isEqualTo(1);
            assertThat(read(file, 1, last)).isEqualTo(AnnSaid.messages(1, last));
            assertThat(read(file, 5, 1_005)).isEqualTo(AnnSaid.messages(5, 1_005));
            file.append(AnnSaid.messages(last + 1, last + 1));
            assertThat(read(file, last, last + 1)).isEqualTo(AnnSaid.messages(last, last + 1));
        }
    }

    @Test
    void aFailedWriteLeavesTheFileAsItWas() throws IOException {
        try (RoomFile file = RoomFile.open(path, "den", true)) {
            file.append(AnnSaid.messages(1, 2));
            byte[] before = Files.readAllBytes(path);
            Thread.currentThread().interrupt(); // closes the file under the write
            assertThatIOException().isThrownBy(() -> file.append(AnnSaid.messages(3, 900)));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(path).hasBinaryContent(before);
            file.append(AnnSaid.messages(3, 3));
        }
        try (RoomFile again = RoomFile.open(path, "den", true)) {
            assertThat(again.memory().after(0)).isEqualTo(AnnSaid.messages(1, 3));
        }
    }

    @Test
    void aFileThatCannotBeMadeIsMadeWithTheNextMessage() throws IOException {
        try (RoomFile file = RoomFile.open(path, "den", true)) {
            Files.createDirectory(path);
            assertThatIOException().isThrownBy(() -> file.append(AnnSaid.messages(1, 1)));
            Files.delete(path);
            file.append(AnnSaid.messages(1, 1));
        }
        try (RoomFile again = RoomFile.open(path, "den", true)) {
            assertThat(again.memory().after(0)).isEqualTo(AnnSaid.messages(1, 1));
        }
    }

    @Test
    void nothingIsWrittenToARoomThatHasEnded() throws IOException {
        RoomFile ended = RoomFile.open(path, "den", true);
        ended.append(AnnSaid.messages(1, 1));
        ended.close();
        ended.close();
        byte[] before = Files.readAllBytes(path);
        assertThatIOException().isThrownBy(() -> ended.append(AnnSaid.messages(2, 2)));
        assertThat(path).hasBinaryContent(before);
    }

    private String store(boolean durable, List<ChatMessage> messages) throws IOException {
        try (RoomFile file = RoomFile.open(path, "den", durable)) {
            file.append(messages);
            return file.memory().epoch();
        }
    }

    private static List<ChatMessage> read(RoomFile file, long from, long to) throws IOException {
        List<ChatMessage> read = new ArrayList<>();
        file.read(from, to, read::add);
        return read;
    }
}

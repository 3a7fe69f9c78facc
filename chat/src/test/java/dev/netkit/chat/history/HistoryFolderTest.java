package dev.netkit.chat.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.chat.talk.AnnSaid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryFolderTest {
    private static final List<String> ROOMS = List.of(
            "lobby",
            "Lobby",
            "LOBBY",
            ".",
            "..",
            "../up",
            "a/b",
            "a\\b",
            ".lock",
            "a:b",
            "%41",
            "A",
            "ё",
            "е\u0308",
            "😀",
            "😀".repeat(64),
            "🙂".repeat(64),
            "x".repeat(64),
            "con",
            "*",
            "-",
            "'",
            "\"");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "lobby, lobby.jsonl",
        "room-1_b, room-1_b.jsonl",
        "Lobby, %4Cobby.jsonl",
        "a.b, a%2Eb.jsonl",
        "../up, %2E%2E%2Fup.jsonl",
        "ё, %D1%91.jsonl",
        "😀, %F0%9F%98%80.jsonl"
    })
    void aRoomsFileIsNamedAfterIt(String room, String file) {
        assertThat(HistoryFolder.fileName(room)).isEqualTo(file);
    }

    @Test
    void noTwoRoomsHaveOneFileWhateverTheFileSystemTakesForTheSame() {
        Set<String> files = new HashSet<>();
        for (String room : ROOMS) {
            String file = HistoryFolder.fileName(room);
            assertThat(files.add(file.toLowerCase(Locale.ROOT))).as(room).isTrue();
            assertThat(file).hasSizeLessThanOrEqualTo(255).matches("[a-zA-Z0-9%_-]+\\.jsonl");
        }
    }

    /** The file of a long name is called after its digest, which another room's name must not be able to spell. */
    @Test
    void noShortNameSpellsTheFileOfALongOne() {
        for (int i = 0; i < 500; i++) {
            String file = HistoryFolder.fileName("😀".repeat(60) + i);
            String imitation = decoded(file.substring(0, file.length() - ".jsonl".length()));
            assertThat(HistoryFolder.fileName(imitation)).as(imitation).isNotEqualTo(file);
        }
    }

    private static String decoded(String name) {
        return name.matches("%[0-9]{2}.*")
                ? (char) Integer.parseInt(name.substring(1, 3), 16) + name.substring(3)
                : name;
    }

    @Test
    void everyRoomComesBackWithWhatWasSaidThere() throws IOException {
        try (HistoryFolder history = HistoryFolder.open(folder, true)) {
            for (int i = 0; i < ROOMS.size(); i++) {
                try (RoomStore store = history.open(ROOMS.get(i))) {
                    store.append(AnnSaid.messages(1, i + 1));
                }
            }
        }
        try (HistoryFolder history = HistoryFolder.open(folder, true)) {
            for (int i = 0; i < ROOMS.size(); i++) {
                try (RoomStore store = history.open(ROOMS.get(i))) {
                    assertThat(store.memory().head()).as(ROOMS.get(i)).isEqualTo(i + 1);
                }
            }
        }
        assertThat(folder.getParent().resolve("up.jsonl")).doesNotExist();
    }

    @Test
    void oneServerAtATimeHasTheFolder() throws IOException {
        try (HistoryFolder first = HistoryFolder.open(folder, true)) {
            assertThat(first.open("den").memory().head()).isZero();
            assertThatExceptionOfType(HistoryException.class)
                    .isThrownBy(() -> HistoryFolder.open(folder, true))
                    .withMessageContaining("another server has it");
        }
        HistoryFolder.open(folder, true).close();
    }

    @Test
    void aFolderThatIsNotThereIsMade() throws IOException {
        Path deep = folder.resolve("a").resolve("b");
        HistoryFolder.open(deep, false).close();
        assertThat(deep).isDirectory();
    }

    @Test
    void aFileInTheFoldersPlaceIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> HistoryFolder.open(file, false));
        assertThat(file).hasContent("mine");
    }

    @Test
    void everyRoomIsRepairedAtTheStart() throws IOException {
        try (HistoryFolder history = HistoryFolder.open(folder, true);
                RoomStore store = history.open("den")) {
            store.append(AnnSaid.messages(1, 2));
        }
        Path den = folder.resolve("den.jsonl");
        String whole = Files.readString(den);
        Files.writeString(den, whole + "{\"type\":\"mess");
        HistoryFolder.open(folder, true).close();
        assertThat(den).hasContent(whole);
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        Path lines = Files.writeString(folder.resolve("other.jsonl"), "{\"type\":\"measurement\",\"value\":1}\nx");
        Path text = Files.writeString(folder.resolve("text.jsonl"), "no line end");
        HistoryFolder.open(folder, true).close();
        assertThat(lines).hasContent("{\"type\":\"measurement\",\"value\":1}\nx");
        assertThat(text).hasContent("no line end");
    }

    @Test
    void aRoomWhoseFileIsSomebodyElsesCannotBeOpened() throws IOException {
        Path den = Files.writeString(folder.resolve("den.jsonl"), "[1, 2, 3]\n");
        try (HistoryFolder history = HistoryFolder.open(folder, true)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> history.open("den"));
        }
        assertThat(den).hasContent("[1, 2, 3]\n");
    }
}

package dev.netkit.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.file.receive.InboxSettings;
import dev.netkit.file.receive.InboxSettings.OnExists;
import dev.netkit.file.send.Outgoing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files whose name is there already: the same again, or others. */
@Timeout(60)
class ExistingFilesTest extends InboxFixture {
    @Test
    void sameContentIsNotSentAgain() throws IOException {
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(file("a", 300_000));
            transfers.send(file("a", 300_000));
            assertThat(transfers.last())
                    .isInstanceOfSatisfying(
                            FileEvent.Stored.class,
                            stored -> assertThat(stored.identical()).isTrue());
        }
        assertThat(entries()).containsExactly("a");
    }

    private void sendTwoOfOneName(OnExists policy) throws IOException {
        Path other = folder.resolve("other");
        byte[] changed = Transfers.bytes(1000);
        changed[0] ^= 1;
        Files.write(other, changed);
        try (Transfers transfers = Transfers.into(settings(policy))) {
            transfers.send(file("a.txt", 1000));
            transfers.send(Outgoing.file("A.txt", other));
        }
    }

    @Test
    void otherFileOfTheNameGetsANumberEvenWhereOnlyTheCaseDiffers() throws IOException {
        sendTwoOfOneName(OnExists.RENAME);
        assertThat(entries()).containsExactly("A (1).txt", "a.txt");
        assertThat(inbox.resolve("a.txt")).hasBinaryContent(Transfers.bytes(1000));
    }

    @Test
    void whatACrashLeftBesideAWholeFileIsRemoved() throws IOException {
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(file("a", 100));
            Files.writeString(inbox.resolve("a.part.json"), "{");
            Files.writeString(inbox.resolve("a.part.json~"), "{");
            transfers.send(file("a", 100));
        }
        assertThat(entries()).containsExactly("a");
    }

    @Test
    void nameOfAFileThatWasTakenAwayIsFreeAgain() throws IOException {
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(file("a", 100));
            Files.delete(inbox.resolve("a"));
            transfers.send(file("a", 100));
        }
        assertThat(entries()).containsExactly("a");
    }

    @Test
    void otherFileOfTheNameIsKeptWhereThatIsWanted() throws IOException {
        sendTwoOfOneName(OnExists.KEEP);
        assertThat(entries()).containsExactly("a.txt");
        assertThat(inbox.resolve("a.txt")).hasBinaryContent(Transfers.bytes(1000));
    }

    @Test
    void otherFileOfTheSameNameAndSizeIsNotEvenReadWhereTheOldOneIsKept() throws IOException {
        try (Transfers transfers = Transfers.into(settings(OnExists.KEEP))) {
            Files.writeString(inbox.resolve("a"), "0123456789");
            transfers.send(file("a", 10), file("b", 20));
            assertThat(transfers.atSender)
                    .filteredOn(FileEvent.Skipped.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            FileEvent.Skipped.class,
                            skipped -> assertThat(skipped.code()).isEqualTo("exists"));
        }
        assertThat(entries()).containsExactly("a", "b");
        assertThat(inbox.resolve("a")).hasContent("0123456789");
    }

    @Test
    void newFileTakesThePlaceOfTheOldOneWhereThatIsWanted() throws IOException {
        sendTwoOfOneName(OnExists.OVERWRITE);
        assertThat(entries()).containsExactly("A (1).txt", "a.txt"); // another case is another file
        try (Transfers transfers = Transfers.into(settings(OnExists.OVERWRITE))) {
            transfers.send(file("a.txt", 2000));
        }
        assertThat(inbox.resolve("a.txt")).hasBinaryContent(Transfers.bytes(2000));
    }

    @Test
    void twoFilesOfOneNameInOneCommandBothArrive() throws IOException {
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(file("a", 10), file("b", 20), file("A", 30), file("a", 40));
            assertThat(transfers.atSender)
                    .filteredOn(FileEvent.Stored.class::isInstance)
                    .hasSize(4);
        }
        assertThat(entries()).containsExactly("A (1)", "a", "a (2)", "b");
    }

    private InboxSettings settings(OnExists policy) {
        return new InboxSettings(inbox, policy, false, Long.MAX_VALUE, Long.MAX_VALUE, Set.of(), true);
    }
}

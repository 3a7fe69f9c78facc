package dev.netkit.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.file.receive.InboxSettings;
import dev.netkit.file.receive.InboxSettings.OnExists;
import dev.netkit.file.send.Outgoing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileTransferTest extends InboxFixture {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 262_144, 262_145, 5_000_000})
    void fileArrivesWithItsTimeAndItsPermissions(int size) throws IOException {
        Path source = folder.resolve("source");
        Files.write(source, Transfers.bytes(size));
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z")));
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxrw-r-x"));
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(Outgoing.file("a.bin", source));
            assertThat(transfers.last()).isInstanceOfSatisfying(FileEvent.Stored.class, stored -> {
                assertThat(stored.storedAs()).isEqualTo("a.bin");
                assertThat(stored.size()).isEqualTo(size);
                assertThat(stored.identical()).isFalse();
            });
        }
        Path stored = inbox.resolve("a.bin");
        assertThat(stored).hasBinaryContent(Transfers.bytes(size));
        assertThat(Files.getLastModifiedTime(stored).toInstant()).isEqualTo("2001-02-03T04:05:06.789Z");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stored)))
                .isEqualTo("rwxr--r-x");
        assertThat(entries()).containsExactly("a.bin");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 200_000})
    void streamOfUnknownLengthArrives(int size) throws IOException {
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(Outgoing.stream("s.bin", new ByteArrayInputStream(Transfers.bytes(size))));
        }
        assertThat(inbox.resolve("s.bin")).hasBinaryContent(Transfers.bytes(size));
        assertThat(entries()).containsExactly("s.bin");
    }

    @Test
    void manyFilesTravelOnOneConnectionEachToItsFolder() throws IOException {
        List<Outgoing> files = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            files.add(file("top/" + i % 3 + "/" + i, i));
        }
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(files.toArray(Outgoing[]::new));
            assertThat(transfers.atSender)
                    .filteredOn(FileEvent.Stored.class::isInstance)
                    .hasSize(300);
        }
        for (int i = 0; i < 300; i++) {
            assertThat(inbox.resolve("top/" + i % 3 + "/" + i)).hasBinaryContent(Transfers.bytes(i));
        }
    }

    @Test
    void oneBadNameFailsThatFileOnly() throws IOException {
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(file("good", 10), file("../bad", 20), file("good too", 30));
            assertThat(transfers.atSender)
                    .filteredOn(FileEvent.Stored.class::isInstance)
                    .hasSize(2);
            assertThat(transfers.atSender)
                    .filteredOn(FileEvent.Skipped.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(FileEvent.Skipped.class, skipped -> {
                        assertThat(skipped.name()).isEqualTo("../bad");
                        assertThat(skipped.code()).isEqualTo("bad-name");
                    });
        }
        assertThat(folder.resolve("bad")).doesNotExist();
    }

    @Test
    void whatIsUnderWayCountsForTheTotal() throws IOException {
        InboxSettings settings = new InboxSettings(inbox, OnExists.RENAME, false, Long.MAX_VALUE, 1000, Set.of(), true);
        try (Transfers transfers = Transfers.into(settings)) {
            transfers.send(file("a", 400), file("b", 401), file("c", 402), file("d", 198));
        }
        assertThat(entries()).containsExactly("a", "b", "d");
    }

    @Test
    void sizesAndEndingsAreLimited() throws IOException {
        InboxSettings settings =
                new InboxSettings(inbox, OnExists.RENAME, false, 100, 150, Set.of("pdf", "tar.gz"), true);
        try (Transfers transfers = Transfers.into(settings)) {
            transfers.send(file("a.pdf", 100), file("b.pdf", 101), file("c.exe", 1), file("pdf", 1));
            transfers.send(file("e.PDF", 51));
            assertThat(transfers.atSender)
                    .filteredOn(FileEvent.Skipped.class::isInstance)
                    .extracting(event -> ((FileEvent.Skipped) event).code())
                    .containsExactly("too-large", "not-allowed", "not-allowed", "too-large");
            transfers.send(file("f.tar.gz", 50));
        }
        assertThat(entries()).containsExactly("a.pdf", "f.tar.gz");
    }

    @Test
    void streamThatTurnsOutTooLongIsStoppedAndLeavesNothing() throws IOException {
        InboxSettings settings =
                new InboxSettings(inbox, OnExists.RENAME, false, 100_000, Long.MAX_VALUE, Set.of(), true);
        try (Transfers transfers = Transfers.into(settings)) {
            transfers.send(Outgoing.stream("s", new ByteArrayInputStream(Transfers.bytes(1_000_000))));
            assertThat(transfers.last())
                    .isInstanceOfSatisfying(
                            FileEvent.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo("no-space"));
        }
        assertThat(entries()).isEmpty();
    }

    @Test
    void eachSenderHasAFolder() throws IOException {
        InboxSettings settings =
                new InboxSettings(inbox, OnExists.RENAME, true, Long.MAX_VALUE, Long.MAX_VALUE, Set.of(), true);
        try (Transfers transfers = Transfers.into(settings)) {
            transfers.send(file("a", 10));
        }
        assertThat(inbox.resolve("127.0.0.1").resolve("a")).exists();
    }

    @Test
    void sealedFilesAndStreamsArrive() throws IOException {
        List<FernetKey> keys = List.of(FernetKey.generate(new SecureRandom()));
        try (Transfers transfers = Transfers.sealed(inbox, keys, keys)) {
            transfers.send(
                    file("large", 300_000),
                    file("empty", 0),
                    Outgoing.stream("stream", new ByteArrayInputStream(Transfers.bytes(70_000))));
        }
        assertThat(inbox.resolve("large")).hasBinaryContent(Transfers.bytes(300_000));
        assertThat(inbox.resolve("empty")).isEmptyFile();
        assertThat(inbox.resolve("stream")).hasBinaryContent(Transfers.bytes(70_000));
    }
}

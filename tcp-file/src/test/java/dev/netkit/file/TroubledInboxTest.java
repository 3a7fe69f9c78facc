package dev.netkit.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An inbox in whose folder something else is at work, or stands in the way. */
@Timeout(60)
class TroubledInboxTest extends NewInbox {
    @Test
    void partThatWasChangedOnTheDiskBeginsAnew() throws IOException {
        byte[] data = Transfers.bytes(100_000);
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.offers("a", data.length).hears();
            sender.begins(0).sends(Arrays.copyOf(data, 60_000));
        }
        transfers.close();
        Path partial = inbox.resolve("a.part");
        byte[] changed = Files.readAllBytes(partial);
        changed[7] ^= 1;
        Files.write(partial, changed);
        transfers = Transfers.into(inbox);
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            assertThat(sender.offers("a", data.length).hears()).contains("\"offset\":0");
            assertThat(sender.begins(0).sends(data).ends(data).hears()).contains("\"stored\"");
        }
        assertThat(inbox.resolve("a")).hasBinaryContent(data);
        assertThat(entries()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.part", "a.part.json"})
    void plantedLinkDoesNotLeadOut(String planted) throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "precious");
        Files.createSymbolicLink(inbox.resolve(planted), outside);
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.offers("a", 5).hears();
            sender.begins(0).sends(HELLO).ends(HELLO).hears();
        }
        assertThat(outside).hasContent("precious");
        assertThat(Files.isSymbolicLink(inbox.resolve("a")) ? inbox.resolve("a (1)") : inbox.resolve("a"))
                .hasBinaryContent(HELLO);
    }

    @Test
    void plantedLinkInPlaceOfAFolderIsRefused() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(inbox.resolve("sub"), outside);
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            assertThat(sender.offers("sub/a", 5).hears()).contains("\"refuse\"", "\"bad-name\"");
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void fileThatIsPutInThePlaceOfThePartIsNotPublished() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "precious");
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.says("{\"type\":\"offer\",\"name\":\"a\",\"size\":5,\"mode\":448}")
                    .hears();
            sender.begins(0);
            sender.offers("the next", 1).hears(); // so the first one is begun
        }
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.offersUntilTaken("b", 5);
            sender.begins(0).sends(new byte[] {'h'});
            await().until(() -> Files.exists(inbox.resolve("b.part")));
            Files.delete(inbox.resolve("b.part"));
            Files.createSymbolicLink(inbox.resolve("b.part"), outside);
            assertThat(sender.sends("ello".getBytes(UTF_8)).ends(HELLO).hears())
                    .contains("\"failed\"", "another file in its place");
        }
        assertThat(outside).hasContent("precious");
        assertThat(inbox.resolve("b")).doesNotExist();
    }

    @Test
    void folderThatBecomesALinkAfterTheOfferDoesNotLeadOut() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            assertThat(sender.offers("sub/a", 5).hears()).contains("\"accept\"");
            Files.createSymbolicLink(inbox.resolve("sub"), outside);
            assertThat(sender.begins(0).hears()).contains("\"failed\"");
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void fileThatChangesAfterItWasOfferedBackIsNotCalledIdentical() throws IOException {
        Files.write(inbox.resolve("a"), HELLO);
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            assertThat(sender.offers("a", 5).hears()).contains("\"offset\":5");
            Files.delete(inbox.resolve("a"));
            assertThat(sender.begins(5).ends(HELLO).hears()).contains("\"failed\"", "changed meanwhile");
        }
    }

    @Test
    void offerAloneLeavesNothingOnTheDisk() throws IOException {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.offers("deep/er/a", 5).hears();
            sender.says("{\"type\":\"abort\",\"detail\":\"x\"}").offers("b", 5).hears();
        }
        assertThat(entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.part/x", "a.PART.json/x", "a.part.json~/x", "x/a.part"})
    void nobodyCanBlockANameByAFolderThatLooksLikeAPart(String name) {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            assertThat(sender.offers(name, 5).hears()).contains("\"bad-name\"");
        }
    }

    @Test
    void otherInboxInTheSameFolderIsNotDisturbed() throws IOException {
        try (Transfers second = Transfers.into(inbox);
                HandmadeSender there = new HandmadeSender(second);
                HandmadeSender here = new HandmadeSender(transfers)) {
            there.offers("a", 5).hears();
            there.begins(0).sends(new byte[] {'h'});
            await().until(() -> Files.exists(inbox.resolve("a.part")));
            here.offers("a", 5).hears();
            assertThat(here.begins(0).hears()).contains("\"failed\"", "is receiving a file of that name");
            assertThat(there.sends("ello".getBytes(UTF_8)).ends(HELLO).hears()).contains("\"stored\"");
        }
        assertThat(inbox.resolve("a")).hasBinaryContent(HELLO);
    }

    @Test
    void folderThatCannotBeWrittenFailsOneFileAndSaysSo() throws IOException {
        Files.createDirectory(inbox.resolve("x".repeat(200)));
        String deep = ("d".repeat(200) + "/").repeat(30) + "a"; // longer than any path may be
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            String answer = sender.offers(deep, 5).hears();
            if (answer.contains("\"accept\"")) {
                answer = sender.begins(0).hears();
            }
            assertThat(answer).containsAnyOf("\"refuse\"", "\"failed\"").contains("name too long");
        }
    }
}

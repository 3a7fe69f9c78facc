package dev.netkit.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.net.RudePeers;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders that break the rules, or lie. */
@Timeout(60)
class RudeSenderTest extends NewInbox {
    @Test
    void senderThatKeepsToTheRulesIsServed() {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            assertThat(sender.offers("a", 5).hears()).contains("\"accept\"", "\"offset\":0");
            assertThat(sender.begins(0).sends(HELLO).ends(HELLO).hears()).contains("\"stored\"", "\"name\":\"a\"");
        }
        assertThat(inbox.resolve("a")).hasBinaryContent(HELLO);
    }

    @Test
    void lieAboutTheDigestIsFoundAndTheNextFileIsTaken() throws IOException {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.offers("a", 5).hears();
            assertThat(sender.begins(0).sends(HELLO).ends(new byte[0]).hears())
                    .contains("\"failed\"", "\"checksum-mismatch\"");
            sender.offers("b", 5).hears();
            assertThat(sender.begins(0).sends(HELLO).ends(HELLO).hears()).contains("\"stored\"");
        }
        assertThat(entries()).containsExactly("b");
    }

    @Test
    void fileWithoutADigestIsNotStored() throws IOException {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.offers("a", 5).hears();
            assertThat(sender.begins(0).sends(HELLO).says("{\"type\":\"end\"}").hears())
                    .contains("\"checksum-mismatch\"", "no digest came");
        }
        assertThat(entries()).isEmpty();
    }

    @Test
    void moreDataThanWasOfferedEndsTheConnection() throws IOException {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.offers("a", 5).hears();
            sender.begins(0).sends(HELLO).sends(new byte[] {'x', 'x', 'x', 'x', 'x'});
            assertThat(sender.hears()).contains("\"error\"", "\"bad-frame\"");
            assertThat(sender.seesEnd()).isTrue();
        }
        assertThat(inbox.resolve("a")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"begin\",\"offset\":0}",
                "{\"type\":\"end\",\"sha256\":\"00\"}",
                "{\"type\":\"abort\",\"detail\":\"x\"}"
            })
    void messageThatHasNoPlaceEndsTheConnection(String json) throws IOException {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            assertThat(sender.says(json).hears()).contains("\"error\"", "\"not-allowed\"");
            assertThat(sender.seesEnd()).isTrue();
        }
        assertThat(entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"offer\",\"name\":\"a\",\"size\":-1}",
                "{\"type\":\"offer\",\"name\":\"a\",\"size\":1,\"mode\":512}",
                "{\"type\":\"offer\",\"size\":1}",
                "{\"type\":\"stored\",\"name\":\"a\",\"size\":1}",
                "nonsense"
            })
    void whatIsNoMessageIsAnsweredAndEndsTheConnection(String json) throws IOException {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            assertThat(sender.says(json).hears()).contains("\"type\":\"error\"");
            assertThat(sender.seesEnd()).isTrue();
        }
        assertThat(entries()).isEmpty();
    }

    @Test
    void offsetThatWasNotOfferedEndsTheConnection() throws IOException {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.offers("a", 5).hears();
            assertThat(sender.begins(3).hears()).contains("\"error\"", "offset 3");
            assertThat(sender.seesEnd()).isTrue();
        }
        assertThat(entries()).isEmpty();
    }

    @Test
    void atMost64OffersWait() {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            for (int i = 0; i < Protocol.MAX_OFFERS; i++) {
                assertThat(sender.offers("a" + i, 5).hears()).contains("\"accept\"");
            }
            assertThat(sender.offers("one too many", 5).hears()).contains("\"error\"", "more than 64");
            assertThat(sender.seesEnd()).isTrue();
        }
    }

    @Test
    void abortedFileMakesRoomForTheNext() throws IOException {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.offers("a", 5).hears();
            sender.offers("b", 5).hears();
            sender.says("{\"type\":\"abort\",\"detail\":\"gone\"}")
                    .begins(0)
                    .sends(HELLO)
                    .ends(HELLO);
            assertThat(sender.hears()).contains("\"stored\"", "\"name\":\"b\"");
        }
        assertThat(entries()).containsExactly("b");
    }

    @Test
    void nameThatIsOnItsWayAlreadyIsBusy() {
        try (HandmadeSender first = new HandmadeSender(transfers);
                HandmadeSender second = new HandmadeSender(transfers)) {
            first.offers("a", 5).hears();
            assertThat(second.offers("a", 5).hears()).contains("\"refuse\"", "\"busy\"");
            assertThat(second.offers("b", 5).hears()).contains("\"accept\"");
        }
    }

    @Test
    void cutTransferIsResumedWhereItWasCut() throws IOException {
        byte[] data = Transfers.bytes(100_000);
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.offers("a", data.length).hears();
            sender.begins(0).sends(Arrays.copyOf(data, 60_000));
        }
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            assertThat(sender.offersUntilTaken("a", data.length)).contains("\"offset\":60000");
            assertThat(inbox.resolve("a")).doesNotExist();
            sender.begins(60_000).sends(Arrays.copyOfRange(data, 60_000, data.length));
            assertThat(sender.ends(data).hears()).contains("\"stored\"");
        }
        assertThat(inbox.resolve("a")).hasBinaryContent(data);
        assertThat(entries()).containsExactly("a");
    }

    @Test
    void otherSizeOrTimeBeginsAnew() throws IOException {
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            sender.offers("a", 100).hears();
            sender.begins(0).sends(HELLO);
        }
        transfers.close();
        transfers = Transfers.into(inbox);
        try (HandmadeSender sender = new HandmadeSender(transfers)) {
            assertThat(sender.offers("a", 101).hears()).contains("\"offset\":0");
        }
    }

    @Test
    void rudePeersOfEveryKindHinderNobody() {
        RudePeers.allVisit(transfers.server.address(), () -> {
            try (HandmadeSender sender = new HandmadeSender(transfers)) {
                assertThat(sender.offers("x", 5).hears()).contains("\"accept\"");
                assertThat(sender.begins(0).sends(HELLO).ends(HELLO).hears()).contains("\"stored\"");
            }
        });
        assertThat(inbox.resolve("x")).hasBinaryContent(HELLO);
    }

    @Test
    void senderThatLostItsConnectionTakesItsFileOver() throws IOException {
        byte[] data = Transfers.bytes(100_000);
        try (HandmadeSender lost = new HandmadeSender(transfers);
                HandmadeSender back = new HandmadeSender(transfers)) {
            lost.offers("a", data.length).hears();
            lost.begins(0).sends(Arrays.copyOf(data, 60_000));
            assertThat(back.offersUntilTaken("a", data.length)).contains("\"offset\":60000");
            assertThat(lost.seesEnd()).isTrue();
            back.begins(60_000).sends(Arrays.copyOfRange(data, 60_000, data.length));
            assertThat(back.ends(data).hears()).contains("\"stored\"");
        }
        assertThat(inbox.resolve("a")).hasBinaryContent(data);
    }
}

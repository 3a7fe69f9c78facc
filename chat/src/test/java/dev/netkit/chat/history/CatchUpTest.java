package dev.netkit.chat.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.talk.AnnSaid;
import dev.netkit.chat.talk.CatchUp;
import dev.netkit.chat.talk.Since;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatchUpTest {
    private static final long NOTHING_STORED = Long.MAX_VALUE;

    /** The room's numbers go to 10, of epoch {@code e}. */
    @ParameterizedTest(name = "since {0} of {1}, oldest at hand {2}, oldest stored {3}: from {4}, complete {5}")
    @CsvSource({
        "0, e, 1, , 1, true",
        "0, , 1, , 1, true",
        "7, e, 1, , 8, true",
        "7, , 1, , 8, true",
        "10, e, 1, , 11, true",
        "-5, e, 1, , 1, true",
        "11, e, 1, , 1, false", // more than there ever were: it has seen another room
        "9223372036854775807, e, 1, , 1, false",
        "7, other, 1, , 1, false",
        "0, other, 1, , 1, false",
        "10, other, 1, , 1, false",
        "0, e, 4, , 4, false", // 1 to 3 are gone
        "2, e, 4, , 4, false",
        "3, e, 4, , 4, true",
        "7, e, 4, , 8, true",
        "7, other, 4, , 4, false",
        "0, e, 4, 1, 1, true", // they are not at hand, but stored
        "2, e, 4, 1, 3, true",
        "0, e, 4, 3, 3, false",
        "0, other, 4, 1, 1, false",
        "-9223372036854775808, e, 1, , 1, true"
    })
    void whatFollowsIsAllThatWasMissedOrSaysThatItIsNot(
            long since, String epoch, long oldestAtHand, Long oldestStored, long from, boolean complete) {
        RoomMemory memory = new RoomMemory("e", AnnSaid.messages(oldestAtHand, 10));
        CatchUp missed = memory.missed(
                "lobby",
                new Since(since, Optional.ofNullable(epoch)),
                oldestStored == null ? NOTHING_STORED : oldestStored);
        assertThat(missed.epoch()).isEqualTo("e");
        assertThat(missed.from()).isEqualTo(from);
        assertThat(missed.to()).isEqualTo(10);
        assertThat(missed.complete()).isEqualTo(complete);
        assertThat(missed.recent()).isEqualTo(AnnSaid.messages(Math.max(from, oldestAtHand), 10));
        assertThat(missed.firstAtHand()).isEqualTo(Math.max(from, oldestAtHand));
    }

    @Test
    void aRoomWithoutAWordHasNothingToTellAndThatIsAll() {
        CatchUp missed = empty(new Since(0, Optional.empty()));
        assertThat(missed.from()).isEqualTo(1);
        assertThat(missed.to()).isZero();
        assertThat(missed.complete()).isTrue();
        assertThat(missed.firstAtHand()).isEqualTo(1);
    }

    @Test
    void whoHasSeenSomethingOfARoomWithoutAWordHasLostIt() {
        assertThat(empty(new Since(3, Optional.of("e"))).complete()).isFalse();
        assertThat(empty(new Since(0, Optional.of("other"))).complete()).isFalse();
    }

    private static CatchUp empty(Since since) {
        return new RoomMemory("e", List.of()).missed("lobby", since, NOTHING_STORED);
    }
}

package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.wire.ChatReply.History;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private final Rooms rooms = new Rooms(Backlog.NONE);

    @Test
    void theFirstMessageOfAnUnknownRoomIsNewWhateverItsNumber() {
        assertThat(rooms.take("lobby", 58)).isEqualTo(new Rooms.Place(true, Optional.empty()));
        assertThat(rooms.take("lobby", 58).isNew()).isFalse();
        assertThat(rooms.take("lobby", 57).isNew()).isFalse();
        assertThat(rooms.take("lobby", 59).isNew()).isTrue();
    }

    @Test
    void aNumberThatIsLeftOutIsMissing() {
        rooms.take("lobby", 5);
        assertThat(rooms.take("lobby", 8).gap()).contains(new ChatEvent.Gap("lobby", Optional.of(2L)));
        assertThat(rooms.take("lobby", 9).gap()).isEmpty();
    }

    @Test
    void theNumbersOfOneRoomAreNotThoseOfAnother() {
        rooms.take("lobby", 5);
        assertThat(rooms.take("attic", 1).isNew()).isTrue();
        assertThat(rooms.join("attic").since()).contains(1L);
        assertThat(rooms.join("lobby").since()).contains(5L);
    }

    @Test
    void aRoomThatWasLeftIsForgotten() {
        rooms.take("lobby", 5);
        rooms.leave("lobby");
        assertThat(rooms.join("lobby").since()).contains(Backlog.NONE.since());
    }

    @Test
    void aHistoryThatWasNotAskedForIsNotShown() {
        rooms.announced(new History("lobby", "e", 3, 9, false));
        assertThat(rooms.take("lobby", 9).isNew()).isFalse();
        assertThat(rooms.take("lobby", 10).isNew()).isTrue();
    }

    @Test
    void anEmptyRoomBeginsWithOne() {
        assertThat(rooms.announced(new History("lobby", "e", 1, 0, true))).isEmpty();
        assertThat(rooms.join("lobby").since()).contains(0L);
        assertThat(rooms.take("lobby", 1)).isEqualTo(new Rooms.Place(true, Optional.empty()));
    }

    @Test
    void aServerThatRepeatsWhatItWasAskedLeavesTheRoomUnknown() {
        long asked = Backlog.NONE.since();
        rooms.announced(new History("lobby", "e", asked + 1, asked, true));
        assertThat(rooms.take("lobby", 4).isNew()).isTrue();
    }

    @Test
    void whoeverAskedForEverythingIsToldWhatIsGone() {
        Rooms since = new Rooms(Backlog.since(3));
        assertThat(since.announced(new History("lobby", "e", 7, 9, false)))
                .contains(new ChatEvent.Gap("lobby", Optional.empty()));
        assertThat(since.take("lobby", 7).isNew()).isTrue();
    }

    @Test
    void aHoleInTheMiddleOfAConversationIsTold() {
        rooms.announced(new History("lobby", "e", 6, 5, true));
        rooms.take("lobby", 6);
        assertThat(rooms.announced(new History("lobby", "e", 100, 110, false)))
                .contains(new ChatEvent.Gap("lobby", Optional.of(93L)));
        assertThat(rooms.take("lobby", 100)).isEqualTo(new Rooms.Place(true, Optional.empty()));
    }
}

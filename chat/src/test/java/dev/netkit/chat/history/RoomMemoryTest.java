package dev.netkit.chat.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.talk.AnnSaid;
import dev.netkit.chat.talk.ChatMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomMemoryTest {
    @Test
    void aNewRoomHasNoNumbersYet() {
        RoomMemory memory = memory(0);
        assertThat(memory.head()).isZero();
        assertThat(memory.oldest()).isEqualTo(1);
        assertThat(memory.after(0)).isEmpty();
    }

    @Test
    void theLastThousandAreAtHand() {
        RoomMemory memory = memory(RoomMemory.MESSAGES + 5);
        assertThat(memory.head()).isEqualTo(RoomMemory.MESSAGES + 5);
        assertThat(memory.oldest()).isEqualTo(6);
        assertThat(memory.after(0)).isEqualTo(AnnSaid.messages(6, RoomMemory.MESSAGES + 5));
    }

    @Test
    void whatCameAfterANumberIsInOrder() {
        assertThat(memory(10).after(7)).isEqualTo(AnnSaid.messages(8, 10));
        assertThat(memory(10).after(10)).isEmpty();
        assertThat(memory(10).after(11)).isEmpty();
    }

    @Test
    void anIdIsKnownByItsAuthorOnly() {
        RoomMemory memory = memory(3);
        assertThat(repeated(memory, "ann", Optional.of("id-2")))
                .map(ChatMessage::seq)
                .contains(2L);
        assertThat(repeated(memory, "bob", Optional.of("id-2"))).isEmpty();
        assertThat(repeated(memory, "ann", Optional.of("id-4"))).isEmpty();
        assertThat(repeated(memory, "ann", Optional.empty())).isEmpty();
    }

    @Test
    void idsOutliveTheMessagesAtHandButNotForEver() {
        RoomMemory memory = memory(10_001);
        assertThat(repeated(memory, "ann", Optional.of("id-2")))
                .map(ChatMessage::seq)
                .contains(2L);
        assertThat(repeated(memory, "ann", Optional.of("id-1"))).isEmpty();
    }

    @Test
    void whatWasKeptIsAtHandAtOnce() {
        RoomMemory memory = new RoomMemory("e", AnnSaid.messages(5, 7));
        assertThat(memory.head()).isEqualTo(7);
        assertThat(memory.oldest()).isEqualTo(5);
        assertThat(repeated(memory, "ann", Optional.of("id-6"))).isPresent();
    }

    private static Optional<ChatMessage> repeated(RoomMemory memory, String username, Optional<String> id) {
        return memory.repeated(username, id, "again");
    }

    private static RoomMemory memory(long messages) {
        RoomMemory memory = new RoomMemory("e", List.of());
        AnnSaid.messages(1, messages).forEach(memory::add);
        return memory;
    }
}

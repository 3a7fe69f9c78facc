package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.chat.wire.ChatRequest.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutgoingTest {
    private static final int WINDOW = 2;

    private final Outgoing outgoing = new Outgoing();

    @Test
    void nothingButAHelloGoesBeforeOneIsLetIn() {
        ChatRequest.Hello hello =
                new ChatRequest.Hello("ann", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        outgoing.add(text("a"));
        assertThat(outgoing.next(WINDOW)).isEmpty();
        outgoing.add(hello);
        assertThat(outgoing.next(WINDOW)).contains(hello);
        outgoing.open(List.of());
        assertThat(outgoing.next(WINDOW)).contains(text("a"));
    }

    @Test
    void asManyTextsAreUnderWayAsTheWindowAllows() {
        outgoing.open(List.of());
        List.of("a", "b", "c").forEach(id -> outgoing.add(text(id)));
        assertThat(outgoing.next(WINDOW)).contains(text("a"));
        assertThat(outgoing.next(WINDOW)).contains(text("b"));
        assertThat(outgoing.next(WINDOW)).isEmpty();
        assertThat(outgoing.settle("a")).contains(text("a"));
        assertThat(outgoing.next(WINDOW)).contains(text("c"));
        assertThat(outgoing.unsettled()).isEqualTo(2);
    }

    @Test
    void whatWasUnderWayIsFirstAfterALostConnection() {
        outgoing.open(List.of());
        List.of("a", "b", "c").forEach(id -> outgoing.add(text(id)));
        outgoing.next(WINDOW);
        outgoing.next(WINDOW);
        outgoing.add(new ChatRequest.Who(Optional.empty()));
        outgoing.connectionLost();
        outgoing.open(List.of());
        assertThat(outgoing.next(3)).contains(text("a"));
        assertThat(outgoing.next(3)).contains(text("b"));
        assertThat(outgoing.next(3)).contains(text("c"));
        assertThat(outgoing.next(3)).isEmpty();
    }

    @Test
    void aTextThatTurnsOutToBeStoredDoesNotGoAgain() {
        outgoing.open(List.of());
        outgoing.add(text("a"));
        outgoing.next(WINDOW);
        outgoing.connectionLost();
        assertThat(outgoing.settle("a")).isPresent();
        assertThat(outgoing.settle("a")).isEmpty();
        assertThat(outgoing.isSettled("a")).isTrue();
        outgoing.open(List.of());
        assertThat(outgoing.next(WINDOW)).isEmpty();
    }

    @Test
    void theRoomsComeFirstAndOnce() {
        ChatRequest.Join attic = new ChatRequest.Join("attic", Optional.empty(), Optional.empty());
        outgoing.add(attic);
        outgoing.add(text("a"));
        outgoing.open(List.of(attic));
        assertThat(outgoing.next(WINDOW)).contains(attic);
        assertThat(outgoing.next(WINDOW)).contains(text("a"));
    }

    @Test
    void aRefusalIsAboutTheTextThatIsLeft() {
        outgoing.open(List.of());
        List.of("a", "b").forEach(id -> outgoing.add(text(id)));
        outgoing.next(WINDOW);
        outgoing.next(WINDOW);
        outgoing.refused("no");
        assertThat(outgoing.refusals()).isEmpty();
        outgoing.settle("a");
        assertThat(outgoing.refusals()).containsExactly(new ChatEvent.Unsaid("text b", "no"));
        assertThat(outgoing.unsettled()).isZero();
    }

    @Test
    void aRefusalThatIsAboutNoTextIsTold() {
        outgoing.open(List.of());
        outgoing.add(text("a"));
        outgoing.next(WINDOW);
        outgoing.refused("no");
        outgoing.refused("no, either");
        assertThat(outgoing.refusals())
                .containsExactly(new ChatEvent.Unsaid("text a", "no"), new ChatEvent.Refused("", "no, either"));
    }

    @Test
    void whileItIsUnknownWhatWasRefusedNoOtherTextGoes() {
        outgoing.open(List.of());
        List.of("a", "b", "c").forEach(id -> outgoing.add(text(id)));
        outgoing.next(3);
        outgoing.next(3);
        outgoing.refused("no");
        outgoing.refusals();
        assertThat(outgoing.next(3)).isEmpty();
        outgoing.settle("b");
        outgoing.refusals();
        assertThat(outgoing.next(3)).contains(text("c"));
    }

    private static Text text(String id) {
        return new Text("text " + id, Optional.of("lobby"), Optional.empty(), Optional.of(id));
    }
}

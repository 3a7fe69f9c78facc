package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.netkit.discovery.MacAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private final Changes changes = new Changes(2);

    @Test
    void inTheFirstRoundEverybodyComesUp() {
        Sighting ann = up(7, 1, PortState.OPEN);
        assertThat(changes.round(List.of(ann, remembered(8, 2), absent(9)))).containsExactly(new Change.Up(ann));
        assertThat(changes.round(List.of(ann, remembered(8, 2), absent(9)))).isEmpty();
    }

    @Test
    void downIsWhoWasMissedTwiceRunning() {
        Sighting ann = up(7, 1, PortState.OPEN);
        changes.round(List.of(ann));
        assertThat(changes.round(List.of(absent(7)))).isEmpty();
        assertThat(changes.round(List.of(ann))).isEmpty();
        assertThat(changes.round(List.of(absent(7)))).isEmpty();
        assertThat(changes.round(List.of(absent(7)))).containsExactly(new Change.Down(ann));
        assertThat(changes.round(List.of(absent(7)))).isEmpty();
        assertThat(changes.round(List.of(ann))).containsExactly(new Change.Up(ann));
    }

    @Test
    void whoIsNotMentionedIsMissedToo() {
        Sighting ann = up(7, 1, PortState.OPEN);
        Changes strict = new Changes(1);
        strict.round(List.of(ann));
        assertThat(strict.round(List.of())).containsExactly(new Change.Down(ann));
    }

    @Test
    void whoIsOnlyRememberedIsNeitherThereNorMissed() {
        Sighting ann = up(7, 1, PortState.OPEN);
        changes.round(List.of(ann));
        changes.round(List.of(absent(7)));
        assertThat(changes.round(List.of(remembered(7, 1)))).isEmpty();
        assertThat(changes.round(List.of(remembered(7, 1)))).isEmpty();
        assertThat(changes.round(List.of(absent(7)))).containsExactly(new Change.Down(ann));
    }

    @Test
    void aCardThatHasAnotherAddressHasMoved() {
        changes.round(List.of(up(7, 1, PortState.OPEN)));
        Sighting moved = up(9, 1, PortState.OPEN);
        assertThat(changes.round(List.of(remembered(7, 1), moved)))
                .containsExactly(new Change.Moved(moved, address(7)));
        assertThat(changes.round(List.of(absent(7), moved))).isEmpty();
    }

    @Test
    void twoCardsThatChangePlacesHaveMovedBoth() {
        changes.round(List.of(up(7, 1, PortState.OPEN), up(8, 2, PortState.OPEN)));
        Sighting first = up(8, 1, PortState.OPEN);
        Sighting second = up(7, 2, PortState.OPEN);
        assertThat(changes.round(List.of(second, first)))
                .containsExactlyInAnyOrder(new Change.Moved(first, address(7)), new Change.Moved(second, address(8)));
    }

    @Test
    void anotherCardAtAnAddressIsAnotherHost() {
        Sighting old = up(7, 1, PortState.OPEN);
        Sighting other = up(7, 2, PortState.OPEN);
        changes.round(List.of(old));
        assertThat(changes.round(List.of(other))).containsExactly(new Change.Up(other));
        assertThat(changes.round(List.of(other))).containsExactly(new Change.Down(old));
    }

    @Test
    void aCardWithSeveralAddressesDoesNotMove() {
        Sighting one = up(7, 1, PortState.OPEN);
        Sighting three = up(9, 1, PortState.OPEN);
        changes.round(List.of(one, up(8, 1, PortState.OPEN)));
        assertThat(changes.round(List.of(absent(7), up(8, 1, PortState.OPEN), three)))
                .containsExactly(new Change.Up(three));
        assertThat(changes.round(List.of(absent(7), up(8, 1, PortState.OPEN), three)))
                .containsExactly(new Change.Down(one));
    }

    @Test
    void aPortThatAnswersInAnotherWayIsTold() {
        changes.round(List.of(up(7, 1, PortState.OPEN)));
        Sighting now = up(7, 1, PortState.CLOSED);
        assertThat(changes.round(List.of(now)))
                .containsExactly(new Change.Port(now, 22, PortState.OPEN, PortState.CLOSED));
    }

    @Test
    void aPortThatOnlyOneRoundLookedAtIsNoChange() {
        changes.round(List.of(up(7, 1, PortState.OPEN)));
        Sighting withoutPorts = new Sighting(address(7), Presence.UP, mac(1), Optional.empty(), new TreeMap<>());
        assertThat(changes.round(List.of(withoutPorts))).isEmpty();
    }

    @Test
    void whereNoCardIsSeenTheAddressIsTheHost() {
        Sighting far = up(7, 0, PortState.OPEN);
        changes.round(List.of(far));
        assertThat(changes.round(List.of(up(7, 1, PortState.OPEN)))).isEmpty();
        assertThat(changes.round(List.of(far))).as("its card is still known").isEmpty();
        Sighting moved = up(8, 1, PortState.OPEN);
        assertThat(changes.round(List.of(moved))).containsExactly(new Change.Moved(moved, address(7)));
    }

    @Test
    void nobodyIsDownWithoutBeingMissed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Changes(0));
    }

    private static Sighting up(int host, int card, PortState ssh) {
        TreeMap<Integer, PortState> ports = new TreeMap<>();
        ports.put(22, ssh);
        return new Sighting(address(host), Presence.UP, mac(card), Optional.empty(), ports);
    }

    private static Sighting remembered(int host, int card) {
        return new Sighting(address(host), Presence.REMEMBERED, mac(card), Optional.empty(), new TreeMap<>());
    }

    private static Sighting absent(int host) {
        return new Sighting(address(host), Presence.ABSENT, Optional.empty(), Optional.empty(), new TreeMap<>());
    }

    /** Card 0 is one that is not seen. */
    private static Optional<MacAddress> mac(int card) {
        return card == 0 ? Optional.empty() : Optional.of(new MacAddress(0x0200_0000_0000L + card));
    }

    private static InetAddress address(int host) {
        return AddressRange.parse("10.77.0." + host).addresses().findFirst().orElseThrow();
    }
}

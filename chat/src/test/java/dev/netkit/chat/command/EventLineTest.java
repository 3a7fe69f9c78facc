package dev.netkit.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.client.ChatEvent;
import dev.netkit.chat.wire.ChatReply.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTest {
    private static final Instant TIME = Instant.parse("2026-11-21T09:05:03.007Z");

    private final EventLine lines = new EventLine(new NameStyles(true), true, Clock.fixed(TIME, ZoneOffset.UTC));

    @Test
    void whatIsSaidHasItsTimeAndItsAuthor() {
        assertThat(shown(new ChatEvent.Said(message("bob", "hi")))).isEqualTo("09:05:03 <bob> hi");
    }

    @Test
    void whatIsSaidInAnotherRoomHasThatToo() {
        String line =
                lines.of(new ChatEvent.Said(message("bob", "hi")), "attic").toString();
        assertThat(line).isEqualTo("09:05:03 #lobby <bob> hi");
    }

    @Test
    void whatIsStoredHasAMark() {
        assertThat(shown(new ChatEvent.Stored(message("ann", "hi")))).isEqualTo("09:05:03 <ann> hi ✓");
        EventLine ascii = new EventLine(new NameStyles(true), false, Clock.fixed(TIME, ZoneOffset.UTC));
        assertThat(ascii.of(new ChatEvent.Stored(message("ann", "hi")), "lobby"))
                .hasToString("09:05:03 <ann> hi +");
        assertThat(shown(new ChatEvent.Sent(message("ann", "hi")))).isEqualTo("09:05:03 <ann> hi");
    }

    @Test
    void aConfidenceTellsWhomItIsFor() {
        Message whisper = new Message(
                "bob",
                "hi",
                Optional.empty(),
                Optional.empty(),
                Optional.of(TIME),
                Optional.of("ann"),
                Optional.empty());
        assertThat(shown(new ChatEvent.Confided(whisper))).isEqualTo("09:05:03 <bob -> ann> hi");
    }

    @Test
    void everythingElseIsToldInWords() {
        assertThat(shown(new ChatEvent.Users("lobby", List.of("ann", "bob"))))
                .isEqualTo("09:05:03 * in lobby: ann, bob");
        assertThat(shown(new ChatEvent.Joined("bob", "lobby"))).isEqualTo("09:05:03 * bob joined lobby");
        assertThat(shown(new ChatEvent.Down("reset", Duration.ZERO)))
                .isEqualTo("09:05:03 ! no connection: reset; trying again");
        assertThat(shown(new ChatEvent.Gap("lobby", Optional.of(1L))))
                .isEqualTo("09:05:03 ! 1 message of lobby cannot be had any more");
        assertThat(shown(new ChatEvent.NotLetIn("ann", "name-taken", "no")))
                .isEqualTo("09:05:03 ! the name ann is taken; /nick NAME takes another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "\u0007", "\r", "\n", "\u009b31m", "\u202e", "\u2066", "\u0000", "\t"})
    void whatOthersWriteCannotDriveTheTerminal(String evil) {
        List<ChatEvent> events = List.of(
                new ChatEvent.Said(message("bob" + evil, "hi" + evil)),
                new ChatEvent.Stored(message("bob", evil)),
                new ChatEvent.Joined(evil, evil),
                new ChatEvent.Left(evil, evil),
                new ChatEvent.Users(evil, List.of(evil)),
                new ChatEvent.Notice(evil),
                new ChatEvent.Refused(evil, evil),
                new ChatEvent.Unsaid(evil, evil),
                new ChatEvent.NotLetIn(evil, evil, evil),
                new ChatEvent.Down(evil, Duration.ZERO),
                new ChatEvent.Up(evil),
                new ChatEvent.Gap(evil, Optional.empty()));
        assertThat(events).allSatisfy(event -> {
            assertThat(shown(event)).doesNotContain(evil);
            assertThat(event.tell(EventJson.INSTANCE).toString()).doesNotContain(evil);
        });
        assertThat(lines.waiting(evil, evil).toString()).doesNotContain(evil);
    }

    @Test
    void aNameAlwaysHasTheSameColourUnlessThereAreNone() {
        NameStyles styles = new NameStyles(true);
        assertThat(styles.of("bob")).isEqualTo(new NameStyles(true).of("bob")).isNotEqualTo(AttributedStyle.DEFAULT);
        assertThat(Stream.of("ann", "bob", "eve", "ida", "jim", "kim", "leo", "mia", "tom", "zoe")
                        .map(styles::of))
                .satisfies(all -> assertThat(Set.copyOf(all)).hasSizeGreaterThan(4));
        assertThat(new NameStyles(false).of("bob")).isEqualTo(AttributedStyle.DEFAULT);
    }

    private String shown(ChatEvent event) {
        return lines.of(event, "lobby").toString();
    }

    private static Message message(String username, String content) {
        return new Message(
                username,
                content,
                Optional.of("lobby"),
                Optional.of(7L),
                Optional.of(TIME),
                Optional.empty(),
                Optional.empty());
    }
}

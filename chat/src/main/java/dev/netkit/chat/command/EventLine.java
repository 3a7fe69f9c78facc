package dev.netkit.chat.command;

import dev.netkit.chat.client.ChatEvent;
import dev.netkit.chat.wire.ChatReply.Message;
import dev.netkit.common.cli.SafeText;
import java.time.Clock;
import java.time.Instant;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** What happens in a chat as lines of a terminal; whatever others wrote in it cannot drive that. */
final class EventLine {
    private final NameStyles styles;
    private final String storedMark;
    private final Clock clock;

    /** Times are shown in the clock's zone; {@code utf8} = the terminal can show more than ASCII. */
    EventLine(NameStyles styles, boolean utf8, Clock clock) {
        this.styles = styles;
        this.storedMark = utf8 ? " \u2713" : " +";
        this.clock = clock;
    }

    /** As it is seen by somebody who is in that room. */
    AttributedString of(ChatEvent event, String here) {
        if (event instanceof ChatEvent.Said said) {
            return message(said.message(), here).toAttributedString();
        }
        if (event instanceof ChatEvent.Confided confided) {
            return message(confided.message(), here).toAttributedString();
        }
        if (event instanceof ChatEvent.Sent sent) {
            return message(sent.message(), here).toAttributedString();
        }
        if (event instanceof ChatEvent.Stored stored) {
            return message(stored.message(), here)
                    .styled(styles.faint(), storedMark)
                    .toAttributedString();
        }
        String hint =
                event instanceof ChatEvent.NotLetIn ? "; " + SlashCommand.NICK.word() + " NAME takes another" : "";
        return about(isTrouble(event) ? "! " : "* ", event.tell(EventText.INSTANCE) + hint);
    }

    /** A text of ours that waits for a connection. */
    AttributedString waiting(String username, String content) {
        return begin(clock.instant())
                .append("<")
                .append(SafeText.escape(username), styles.of(username))
                .append("> ")
                .append(SafeText.escape(content))
                .styled(styles.faint(), " (waits for the connection)")
                .toAttributedString();
    }

    /** Something that the program itself says; {@code text} is safe to show. */
    AttributedString note(String text) {
        return about("! ", text);
    }

    private static boolean isTrouble(ChatEvent event) {
        return event instanceof ChatEvent.Down
                || event instanceof ChatEvent.NotLetIn
                || event instanceof ChatEvent.Unsaid
                || event instanceof ChatEvent.Refused
                || event instanceof ChatEvent.Gap;
    }

    private AttributedString about(String mark, String text) {
        return begin(clock.instant()).styled(styles.faint(), mark + text).toAttributedString();
    }

    private AttributedStringBuilder begin(Instant time) {
        return new AttributedStringBuilder()
                .styled(styles.faint(), MessageText.time(time, clock.getZone()))
                .append(" ");
    }

    private AttributedStringBuilder message(Message message, String here) {
        AttributedStringBuilder line = begin(message.time().orElseThrow());
        message.room()
                .filter(room -> !room.equals(here))
                .ifPresent(room -> line.append("#" + SafeText.escape(room) + " "));
        line.append("<").append(SafeText.escape(message.username()), styles.of(message.username()));
        message.to().ifPresent(to -> line.append(" -> ").append(SafeText.escape(to), styles.of(to)));
        return line.append("> ").append(SafeText.escape(message.content()));
    }
}

package dev.netkit.chat.command;

import static dev.netkit.common.cli.SafeText.escape;

import dev.netkit.chat.client.ChatEvent;
import dev.netkit.common.cli.SafeText;
import java.util.stream.Collectors;

/** What happens in a chat in words for people, safe to show; messages are shown in other ways. */
final class EventText implements ChatEvent.Handler<String> {
    static final EventText INSTANCE = new EventText();

    private EventText() {}

    @Override
    public String up(ChatEvent.Up event) {
        return "you are " + escape(event.username());
    }

    @Override
    public String down(ChatEvent.Down event) {
        return "no connection: " + escape(event.why()) + "; trying again";
    }

    @Override
    public String notLetIn(ChatEvent.NotLetIn event) {
        String name = "the name " + escape(event.username());
        return event.code().equals(ChatEvent.NotLetIn.NAME_TAKEN)
                ? name + " is taken"
                : "the server does not take " + name + ": " + escape(event.detail());
    }

    @Override
    public String said(ChatEvent.Said event) {
        return escape(event.message().content());
    }

    @Override
    public String confided(ChatEvent.Confided event) {
        return escape(event.message().content());
    }

    @Override
    public String sent(ChatEvent.Sent event) {
        return escape(event.message().content());
    }

    @Override
    public String stored(ChatEvent.Stored event) {
        return escape(event.message().content());
    }

    @Override
    public String unsaid(ChatEvent.Unsaid event) {
        return "not said: " + escape(event.content()) + ": " + escape(event.why());
    }

    @Override
    public String joined(ChatEvent.Joined event) {
        return escape(event.username()) + " joined " + escape(event.room());
    }

    @Override
    public String left(ChatEvent.Left event) {
        return escape(event.username()) + " left " + escape(event.room());
    }

    @Override
    public String users(ChatEvent.Users event) {
        String names = event.usernames().stream().map(SafeText::escape).collect(Collectors.joining(", "));
        return "in " + escape(event.room()) + ": " + (names.isEmpty() ? "nobody" : names);
    }

    @Override
    public String notice(ChatEvent.Notice event) {
        return escape(event.content());
    }

    @Override
    public String refused(ChatEvent.Refused event) {
        return escape(event.detail());
    }

    @Override
    public String gap(ChatEvent.Gap event) {
        String room = escape(event.room());
        return event.missing()
                .map(missing ->
                        missing + (missing == 1 ? " message" : " messages") + " of " + room + " cannot be had any more")
                .orElse("what was said in " + room + " meanwhile cannot be had any more");
    }
}

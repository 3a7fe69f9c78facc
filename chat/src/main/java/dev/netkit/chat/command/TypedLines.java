package dev.netkit.chat.command;

import static dev.netkit.common.cli.SafeText.escape;

import dev.netkit.chat.client.ChatClient;
import dev.netkit.chat.client.TextTooLongException;
import java.util.Optional;
import java.util.function.Consumer;

/** Does what somebody types: says it, or does what it asks for. */
final class TypedLines {
    private final ChatClient client;
    private final KnownNames names;
    private final Consumer<String> answer;

    /** @param answer takes what is to be told to the one who types, safe to show */
    TypedLines(ChatClient client, KnownNames names, Consumer<String> answer) {
        this.client = client;
        this.names = names;
        this.answer = answer;
    }

    /** Does it; false if that was to leave. */
    boolean take(String line) {
        if (line.startsWith("/") && !line.startsWith("//")) {
            return command(line.strip());
        }
        say(line.startsWith("//") ? line.substring(1) : line);
        return true;
    }

    private void say(String text) {
        if (text.isBlank()) {
            return;
        }
        try {
            client.say(text);
        } catch (TextTooLongException e) {
            answer.accept("not said: " + e.getMessage());
        }
    }

    private boolean command(String line) {
        String word = line.split("\\s", 2)[0];
        String rest = line.substring(word.length()).strip();
        Optional<SlashCommand> command = SlashCommand.named(word);
        if (command.isEmpty()) {
            answer.accept("there is no " + escape(word) + "; /help lists what there is, // begins a text with a slash");
            return true;
        }
        switch (command.get()) {
            case JOIN -> join(rest);
            case LEAVE -> leave(rest.isEmpty() ? client.room() : room(rest));
            case WHO -> client.who(rest.isEmpty() ? client.room() : room(rest));
            case MSG -> confide(rest);
            case NICK -> nick(rest);
            case HELP -> SlashCommand.help().forEach(answer);
            case QUIT -> {
                return false;
            }
        }
        return true;
    }

    private void join(String name) {
        if (name.isEmpty()) {
            answer.accept("which room? /join ROOM");
        } else {
            client.join(room(name));
        }
    }

    private static String room(String name) {
        return name.startsWith("#") ? name.substring(1) : name;
    }

    private void leave(String room) {
        if (!client.rooms().contains(room)) {
            answer.accept("you are not in " + escape(room));
        } else if (!client.leave(room)) {
            answer.accept("this is the only room that you are in; /quit leaves the chat");
        }
    }

    private void nick(String name) {
        if (name.isEmpty()) {
            answer.accept("which name? /nick NAME");
        } else {
            client.nick(name);
        }
    }

    private void confide(String rest) {
        String to = names.at(rest).orElse(rest.split("\\s", 2)[0]);
        String text = rest.substring(to.length()).strip();
        if (to.isEmpty() || text.isEmpty()) {
            answer.accept("whom, and what? /msg NAME TEXT");
            return;
        }
        try {
            client.confide(to, text);
        } catch (TextTooLongException e) {
            answer.accept("not said: " + e.getMessage());
        }
    }
}

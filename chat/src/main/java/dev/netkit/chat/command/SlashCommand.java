package dev.netkit.chat.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be typed at the terminal besides what is said. */
enum SlashCommand {
    JOIN("ROOM", "go into a room and speak there"),
    LEAVE("[ROOM]", "leave a room, or this one"),
    WHO("[ROOM]", "who is in a room, or in this one"),
    MSG("NAME TEXT", "say something to one person alone"),
    NICK("NAME", "take another name"),
    QUIT("", "leave; Ctrl-D does the same"),
    HELP("", "this");

    private final String arguments;
    private final String meaning;

    SlashCommand(String arguments, String meaning) {
        this.arguments = arguments;
        this.meaning = meaning;
    }

    /** As it is typed. */
    String word() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    boolean takesRoom() {
        return this == JOIN || this == LEAVE || this == WHO;
    }

    static Optional<SlashCommand> named(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** One line for each, and one for what is no command. */
    static List<String> help() {
        List<String> lines = new ArrayList<>();
        for (SlashCommand command : values()) {
            lines.add(String.format("%-16s %s", (command.word() + " " + command.arguments).strip(), command.meaning));
        }
        lines.add(String.format("%-16s %s", "//TEXT", "say a text that begins with a slash"));
        return lines;
    }
}

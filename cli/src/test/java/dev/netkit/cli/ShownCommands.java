package dev.netkit.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The netkit commands in a line for the shell, as netkit would be given them. */
final class ShownCommands {
    private static final String BETWEEN = "|;&(){}<>";

    private ShownCommands() {}

    /** The arguments of each netkit in the line; what a command has from another, as in {@code $(…)}, is left out. */
    static List<List<String>> in(String line) {
        List<List<String>> found = new ArrayList<>();
        for (List<String> command : commands(line)) {
            int start = command.indexOf("netkit");
            if (start >= 0) {
                found.add(command.subList(start + 1, command.size()));
            }
        }
        return found;
    }

    /** Has the options and the parameters converted, and throws what the user would be told; runs nothing. */
    static void parse(List<String> arguments) {
        CommandLine commands = Program.commands();
        commands.parseArgs(arguments.toArray(String[]::new));
    }

    private static List<List<String>> commands(String line) {
        List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
        StringBuilder word = new StringBuilder();
        boolean hasWord = false;
        boolean isTarget = false; // of a redirection
        char quote = 0;
        for (char c : (line + " ").toCharArray()) {
            boolean isEnd = quote == 0 && (c == ' ' || BETWEEN.indexOf(c) >= 0);
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                hasWord = true;
            } else if (c == quote) {
                quote = 0;
            } else if (!isEnd) {
                word.append(c);
                hasWord = true;
            } else {
                if (hasWord && !isTarget) {
                    commands.get(commands.size() - 1).add(word.toString());
                }
                isTarget = c == '<' || c == '>' || isTarget && !hasWord;
                word.setLength(0);
                hasWord = false;
                if (BETWEEN.indexOf(c) >= 0 && !isTarget) {
                    commands.add(new ArrayList<>());
                }
            }
        }
        return commands;
    }
}

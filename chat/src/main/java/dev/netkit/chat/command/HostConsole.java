package dev.netkit.chat.command;

import dev.netkit.chat.ChatServer;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the one who started the server can do at the terminal while it runs. */
final class HostConsole {
    private static final String HELP = "who; say TEXT; kick NAME; mute NAME; unmute NAME; shutdown";

    private final Console console;
    private final ChatServer server;

    HostConsole(Console console, ChatServer server) {
        this.console = console;
        this.server = server;
    }

    /** Listens on a thread of its own, if there is a terminal to listen to. */
    void start() {
        if (console.inIsTerminal()) {
            Thread thread = new Thread(this::listen, "netkit-host-console");
            thread.setDaemon(true); // nothing wakes it from the terminal when the server stops
            thread.start();
        }
    }

    private void listen() {
        try {
            for (Optional<String> line = console.readLine(); line.isPresent(); line = console.readLine()) {
                answer(line.get().strip()).forEach(console::say);
            }
        } catch (IOException e) {
            // The terminal is gone; the server goes on without.
        }
    }

    /** What to say to a line that was typed. */
    List<String> answer(String line) {
        String command = line.split(" ", 2)[0];
        String rest = line.substring(command.length()).strip();
        return switch (command) {
            case "" -> List.of();
            case "help", "?" -> List.of(HELP);
            case "who" -> who();
            case "say" -> said(rest);
            case "kick" -> found(server.host().kick(rest), rest, "is out");
            case "mute" -> found(server.host().mute(rest, true), rest, "is muted");
            case "unmute" -> found(server.host().mute(rest, false), rest, "may speak again");
            case "shutdown" -> stop();
            default -> List.of("no such command: " + SafeText.escape(command) + "; there is: " + HELP);
        };
    }

    private List<String> who() {
        Map<String, List<String>> rooms = server.host().who();
        return rooms.isEmpty()
                ? List.of("nobody is here")
                : rooms.entrySet().stream()
                        .map(room -> SafeText.escape(room.getKey() + ": " + String.join(", ", room.getValue())))
                        .toList();
    }

    private List<String> said(String text) {
        if (text.isEmpty()) {
            return List.of("say what?");
        }
        server.host().say(text);
        return List.of();
    }

    private static List<String> found(boolean yes, String name, String what) {
        if (name.isEmpty()) {
            return List.of("whom?");
        }
        return List.of(yes ? SafeText.escape(name) + " " + what : "nobody here is called " + SafeText.escape(name));
    }

    private List<String> stop() {
        server.stop();
        return List.of();
    }
}

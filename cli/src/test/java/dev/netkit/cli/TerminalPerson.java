package dev.netkit.cli;

import dev.netkit.cli.JarProcesses.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Somebody who uses {@code netkit chat}.
 *
 * @param heard the lines that they were shown
 */
record TerminalPerson(PrintWriter in, List<String> heard) {
    static TerminalPerson join(JarProcesses processes, Server server, String name, String room) throws IOException {
        Process process = processes.start("chat", "-q", server.endpoint(), "--name", name, "--room", room, "--listen");
        List<String> heard = new CopyOnWriteArrayList<>();
        Thread reader = new Thread(() -> process.inputReader().lines().forEach(heard::add));
        reader.setDaemon(true);
        reader.start();
        return new TerminalPerson(new PrintWriter(process.outputWriter()), heard);
    }

    void say(String text) {
        in.println(text);
        in.flush();
    }

    boolean heard(String text) {
        return heard.stream().anyMatch(line -> line.contains(text));
    }
}

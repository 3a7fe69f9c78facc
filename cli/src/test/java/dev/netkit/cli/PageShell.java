package dev.netkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the commands of one page run: a home of their own, in which {@code ~/netkit} is the project, a folder for the
 * page's files, a network. What was started ends with it.
 */
final class PageShell implements AutoCloseable {
    /** The first line at a terminal. */
    static final String READY = "the terminal is ready";

    private final Path home;
    private final Path work;
    private final PageNetwork network;
    private final List<Process> started = new ArrayList<>();

    PageShell(Path folder, PageNetwork network) throws IOException {
        this.home = Files.createDirectories(folder.resolve("home"));
        this.work = Files.createDirectories(folder.resolve("work"));
        this.network = network;
        Files.createSymbolicLink(home.resolve("netkit"), Project.ROOT);
    }

    PageNetwork network() {
        return network;
    }

    /** Where the files are that the page speaks of. */
    Path work() {
        return work;
    }

    /**
     * Starts a command as a person would who sees only its output: both outputs are one.
     *
     * @param lastExitCode what {@code $?} is for the command
     */
    Process start(String command, int lastExitCode) throws IOException {
        return start(
                List.of("sh", "-c", afterExit(lastExitCode, command)),
                ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    }

    /** Starts a command at a terminal of its own, which does not show what is typed once it has said {@link #READY}. */
    Process startAtTerminal(String command, int lastExitCode) throws IOException {
        String quietly = "stty -echo; trap : INT; echo " + READY + "; " + afterExit(lastExitCode, command);
        return start(List.of("script", "-qefc", quietly, "/dev/null"), ProcessBuilder.Redirect.PIPE);
    }

    private static String afterExit(int code, String command) {
        return "(exit " + code + "); " + command;
    }

    private Process start(List<String> command, ProcessBuilder.Redirect in) throws IOException {
        List<String> all = new ArrayList<>(network.prefix(work));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(work.toFile())
                .redirectInput(in)
                .redirectErrorStream(true);
        builder.environment().putAll(environment());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Map<String, String> environment() {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        return Map.ofEntries(
                Map.entry("PATH", Project.SCRIPTS + ":" + System.getenv("PATH")),
                Map.entry("JAVA_HOME", System.getProperty("java.home")),
                Map.entry("HOME", home.toString()),
                Map.entry("TMPDIR", home.toString()),
                Map.entry("SHELL", "/bin/sh"),
                Map.entry("TERM", "xterm"),
                Map.entry("NO_COLOR", "1"),
                Map.entry("XDG_CACHE_HOME", cache),
                Map.entry("XDG_CONFIG_HOME", home.resolve(".config").toString()),
                Map.entry("XDG_DATA_HOME", home.resolve(".local/share").toString()),
                Map.entry("XDG_STATE_HOME", home.resolve(".local/state").toString()));
    }

    @Override
    public void close() throws IOException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
        Files.delete(home.resolve("netkit"));
    }
}

package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code scripts/lan-testbed} builds, for one test: a network of its own with hosts of each kind. */
final class LanTestbed implements PageNetwork {
    private static final String PREFIX = "netkit-" + ProcessHandle.current().pid();

    /** One host; the kind is what the script calls it. */
    record Host(String address, String kind, String mac) {}

    private LanTestbed() {}

    /** Skips the test where no such network can be made. */
    static LanTestbed up(String... options) throws IOException {
        LauncherRun run = script("up", options);
        assumeTrue(run.exitCode() == 0, "no LAN can be made here: " + run.err());
        return new LanTestbed();
    }

    List<Host> hosts() throws IOException {
        return succeed("hosts")
                .lines()
                .map(line -> line.split(" "))
                .map(columns -> new Host(columns[0], columns[1], columns[2]))
                .toList();
    }

    void leave(String address) throws IOException {
        succeed("leave", address);
    }

    void join(String address) throws IOException {
        succeed("join", address);
    }

    void move(String from, String to) throws IOException {
        succeed("move", from, to);
    }

    /** A command runs without privileges. */
    @Override
    public List<String> prefix(Path folder) {
        return List.of(Project.SCRIPTS.resolve("lan-testbed").toString(), "run", "--prefix", PREFIX, "--");
    }

    @Override
    public void happens(String what) throws IOException {
        String[] words = what.split(" ");
        succeed(words[0], Arrays.copyOfRange(words, 1, words.length));
    }

    /** Runs netkit in it, without privileges. */
    LauncherRun netkit(String... arguments) throws IOException {
        return LauncherRun.of(start(arguments), "");
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("--", Project.LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = builder("run", command.toArray(String[]::new));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    static LauncherRun script(String action, String... arguments) throws IOException {
        return LauncherRun.of(builder(action, arguments).start(), "");
    }

    private static String succeed(String action, String... arguments) throws IOException {
        LauncherRun run = script(action, arguments);
        assertThat(run.exitCode())
                .as("%s %s: %s", action, List.of(arguments), run.err())
                .isZero();
        return run.out();
    }

    private static ProcessBuilder builder(String action, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(Project.SCRIPTS.resolve("lan-testbed").toString(), action, "--prefix", PREFIX));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    @Override
    public void close() throws IOException {
        succeed("down");
    }
}

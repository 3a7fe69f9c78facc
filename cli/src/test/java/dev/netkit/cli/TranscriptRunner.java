package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays a transcript against the built program, with {@code netkit} on the PATH, in a folder of its own. */
final class TranscriptRunner implements AutoCloseable {
    private static final Pattern LISTENING =
            Pattern.compile("listening on \\S*:(\\d+)|\"event\":\"listening\".*\"port\":(\\d+)");
    private static final Duration LONGEST = Duration.ofSeconds(240);

    private final Path folder;
    private Process server;
    private String port = "";

    TranscriptRunner(Path folder) {
        this.folder = folder;
    }

    void play(Transcript transcript) throws Exception {
        for (Transcript.Step step : transcript.steps()) {
            switch (step.kind()) {
                case RUN -> run(step);
                case START -> start(step);
                case STOP -> stop(step);
            }
        }
    }

    private void run(Transcript.Step step) throws Exception {
        Path out = fresh("run.out");
        Path err = fresh("run.err");
        Process process = shell(step.command(), out, err);
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("line " + step.line() + " did not end: " + step.command());
        }
        check(step, process.exitValue(), out, err);
    }

    private void start(Transcript.Step step) throws Exception {
        server = shell("exec " + step.command(), fresh("server.out"), fresh("server.err"));
        await().atMost(LONGEST).until(() -> {
            Matcher matcher = LISTENING.matcher(
                    printed("server.out") + printed("server.err") + printed("events.json") + printed("server.txt"));
            boolean found = matcher.find();
            port = found ? matcher.group(1) == null ? matcher.group(2) : matcher.group(1) : "";
            return found || !server.isAlive();
        });
        assertThat(port).as("line %d: %s", step.line(), printed("server.err")).isNotEmpty();
    }

    private void stop(Transcript.Step step) throws Exception {
        server.toHandle().destroy();
        assertThat(server.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                .as("line %d: the server stopped", step.line())
                .isTrue();
        check(step, server.exitValue(), folder.resolve("server.out"), folder.resolve("server.err"));
    }

    private Process shell(String command, Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
        builder.environment().put("PATH", Project.SCRIPTS + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PORT", port);
        for (String kind : List.of("CONFIG", "DATA", "STATE")) {
            builder.environment().put("XDG_" + kind + "_HOME", folder.toString());
        }
        return builder.start();
    }

    private void check(Transcript.Step step, int exitCode, Path out, Path err) throws IOException {
        assertThat(masked(Files.readAllLines(out, UTF_8)))
                .as("line %d, standard output of: %s\n%s", step.line(), step.command(), printed("run.err"))
                .isEqualTo(masked(step.out()));
        assertThat(masked(Files.readAllLines(err, UTF_8)))
                .as("line %d, standard error of: %s", step.line(), step.command())
                .isEqualTo(masked(step.err()));
        assertThat(exitCode)
                .as("line %d, exit code of: %s", step.line(), step.command())
                .isEqualTo(step.exitCode());
    }

    private String masked(List<String> lines) {
        return String.join(
                "\n",
                lines.stream()
                        .map(line -> line.replace("$PORT", port))
                        .map(Transcript::mask)
                        .toList());
    }

    private Path fresh(String file) throws IOException {
        Files.deleteIfExists(folder.resolve(file));
        return folder.resolve(file);
    }

    private String printed(String file) throws IOException {
        return Files.exists(folder.resolve(file)) ? Files.readString(folder.resolve(file), UTF_8) : "";
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroyForcibly().onExit().join();
        }
    }
}

package dev.netkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A terminal session as a test: commands and what they must print.
 *
 * <pre>
 * # a comment
 * &amp; netkit echo-server -p 0       starts a server; $PORT is the port that it listens on
 * $ netkit echo localhost:$PORT x  runs a shell command to its end
 * x                                what it must print on standard output
 * 2| netkit: oh                    what it must print on standard error
 * [3]                              its exit code, unless that is 0
 * stop                             SIGTERM to the server; followed by all that it must have printed
 * </pre>
 *
 * Times of day, ports and durations are masked by {@link #mask}.
 */
record Transcript(List<Step> steps) {
    private static final String ERROR_MARK = "2| ";

    enum Kind {
        RUN,
        START,
        STOP
    }

    /** One command with what it must print and how it must end. */
    record Step(int line, Kind kind, String command, List<String> out, List<String> err, int exitCode) {}

    static Transcript read(Path file) throws IOException {
        return parse(Files.readAllLines(file), 1);
    }

    static Transcript parse(List<String> lines, int firstLine) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); ) {
            String head = lines.get(i);
            int end = i + 1;
            if (isHead(head)) {
                while (end < lines.size() && !isHead(lines.get(end)) && !isNote(lines.get(end))) {
                    end++;
                }
                steps.add(step(firstLine + i, head, lines.subList(i + 1, end)));
            }
            i = end;
        }
        return new Transcript(steps);
    }

    private static Step step(int line, String head, List<String> expected) {
        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        int exitCode = 0;
        for (String text : expected) {
            if (text.matches("\\[\\d+]")) {
                exitCode = Integer.parseInt(text.substring(1, text.length() - 1));
            } else if (text.startsWith(ERROR_MARK.stripTrailing())) {
                err.add(text.substring(Math.min(text.length(), ERROR_MARK.length())));
            } else {
                out.add(text);
            }
        }
        Kind kind = head.equals("stop") ? Kind.STOP : head.startsWith("&") ? Kind.START : Kind.RUN;
        return new Step(line, kind, kind == Kind.STOP ? "" : head.substring(2), out, err, exitCode);
    }

    private static boolean isHead(String line) {
        return line.startsWith("$ ") || line.startsWith("& ") || line.equals("stop");
    }

    private static boolean isNote(String line) {
        return line.isEmpty() || line.startsWith("# ");
    }

    /** Replaces what differs from run to run, in what was expected and in what was seen alike. */
    static String mask(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z", "<instant>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}", "<date and time>")
                .replaceAll("until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "until <date and time>")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}", "<time>")
                .replaceAll("^\\d\\d:\\d\\d:\\d\\d (?=<)", "<time of day> ")
                .replaceAll("(127\\.0\\.0\\.1|localhost|\\[::1?])(:|: )\\d+", "$1$2<port>")
                .replaceAll("(\"port\":|port )\\d{4,5}", "$1<port>")
                .replaceAll("\\d+\\.\\d{3}(/\\d+\\.\\d{3})* ms", "<ms>")
                .replaceAll("(Millis|seconds|PerSecond)\":[0-9.E-]+", "$1\":<number>");
    }
}

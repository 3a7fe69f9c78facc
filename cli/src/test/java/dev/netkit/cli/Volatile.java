package dev.netkit.cli;

/** What differs from run to run in any output: times, durations, the ports that the system chose, secrets. */
final class Volatile {
    private Volatile() {}

    /** Puts the name of each such thing in its place; a port that a program was told to use stays. */
    static String mask(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z?", "<instant>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?", "<date and time>")
                .replaceAll("\\b\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?(?![\\d:])", "<time>")
                .replaceAll(
                        "(127\\.0\\.0\\.\\d\\]?|localhost|\\[::1?\\])(:|: )(3[2-9]|[4-6]\\d)\\d{3}\\b", "$1$2<port>")
                .replaceAll("\\d+\\.\\d+(/\\d+\\.\\d+)* (ms|s)\\b", "<duration>")
                .replaceAll("(Millis|seconds|PerSecond)\":[0-9.E-]+", "$1\":<number>")
                .replaceAll("gAAAA[\\w-]+={0,2}", "<token>")
                .replaceAll("(?<![\\w-])[\\w-]{43}=", "<key>");
    }
}

package dev.netkit.discovery.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to an HTTP/1.0 request (RFC 9112), as far as it has come.
 *
 * @param status of three digits
 * @param length of the body, if the answer tells it; else the body ends with the connection
 * @param body what is there of it
 */
record HttpReply(int status, OptionalInt length, byte[] body) {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length:[ \\t]*(\\d{1,6})[ \\t]*");
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** Empty as long as the head is not complete, and for what is not HTTP. */
    static Optional<HttpReply> parse(byte[] heard) {
        int end = new String(heard, ISO_8859_1).indexOf(END_OF_HEAD);
        if (end < 0) {
            return Optional.empty();
        }
        String[] lines = new String(heard, 0, end, ISO_8859_1).split("\r\n");
        Matcher status = STATUS_LINE.matcher(lines[0]);
        return status.matches()
                ? Optional.of(new HttpReply(
                        Integer.parseInt(status.group(1)),
                        length(lines),
                        Arrays.copyOfRange(heard, end + END_OF_HEAD.length(), heard.length)))
                : Optional.empty();
    }

    private static OptionalInt length(String... lines) {
        return Arrays.stream(lines)
                .map(LENGTH::matcher)
                .filter(Matcher::matches)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                .findFirst();
    }

    boolean isComplete() {
        return length.isPresent() && body.length >= length.getAsInt();
    }
}

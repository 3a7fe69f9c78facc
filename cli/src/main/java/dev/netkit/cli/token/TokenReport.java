package dev.netkit.cli.token;

import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.crypto.TokenAnatomy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What is said about a token.
 *
 * @param characters the length of its text
 * @param holds whether it holds, where there was a key to tell
 */
record TokenReport(TokenAnatomy anatomy, int characters, Instant now, Optional<Boolean> holds) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int LABEL_WIDTH = 13;

    /** One line for each field, in the order in which they stand in the token. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line("version", "0x" + HEX.toHexDigits((byte) anatomy.version())));
        lines.add(line("time", time()));
        lines.add(line("IV", HEX.formatHex(anatomy.iv())));
        lines.add(line("ciphertext", ciphertext()));
        lines.add(line("HMAC-SHA256", HEX.formatHex(anatomy.hmac())));
        lines.add(line("length", anatomy.length() + " bytes, as base64url " + characters + " characters"));
        anatomy.flaw().ifPresent(flaw -> lines.add(line("flaw", flaw)));
        holds.ifPresent(yes -> lines.add(line("holds", yes ? "yes" : "no")));
        return lines;
    }

    private static String line(String label, String value) {
        return label + " ".repeat(LABEL_WIDTH - label.length()) + value;
    }

    private String time() {
        String seconds = unsigned() + " s since 1970";
        return instant()
                .map(time -> time + " (" + seconds + ", " + age(time) + ")")
                .orElse(seconds);
    }

    private String unsigned() {
        return Long.toUnsignedString(anatomy.timestamp());
    }

    /** Empty beyond the last year that Java's calendar knows. */
    private Optional<Instant> instant() {
        boolean known = anatomy.timestamp() >= 0 && anatomy.timestamp() <= Instant.MAX.getEpochSecond();
        return known ? Optional.of(Instant.ofEpochSecond(anatomy.timestamp())) : Optional.empty();
    }

    private String age(Instant time) {
        long seconds = Duration.between(time, now).getSeconds();
        return seconds < 0 ? -seconds + " s ahead" : seconds + " s ago";
    }

    private String ciphertext() {
        String bytes = anatomy.ciphertextLength() + " bytes";
        int longest = anatomy.longestPlaintext();
        return anatomy.flaw().isPresent()
                ? bytes
                : bytes + ", for " + (longest - 15) + " to " + longest + " bytes of plaintext";
    }

    String json() {
        JsonLine line = JsonLine.empty()
                .with("version", anatomy.version())
                .with("timestamp", anatomy.timestamp() >= 0 ? anatomy.timestamp() : unsigned());
        instant().ifPresent(time -> line.with("time", time));
        line.with("iv", HEX.formatHex(anatomy.iv()))
                .with("ciphertext", anatomy.ciphertextLength())
                .with("hmac", HEX.formatHex(anatomy.hmac()))
                .with("length", anatomy.length())
                .with("characters", characters);
        anatomy.flaw().ifPresent(flaw -> line.with("flaw", flaw));
        holds.ifPresent(yes -> line.with("holds", yes));
        return line.toString();
    }
}

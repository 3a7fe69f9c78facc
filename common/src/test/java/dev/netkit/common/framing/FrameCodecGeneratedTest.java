package dev.netkit.common.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Frames drawn from a seed. Every failure names it: {@code -Dnetkit.test.seed=N} draws the same cases again.
 */
@Timeout(20)
class FrameCodecGeneratedTest {
    private static final long SEED = Long.getLong("netkit.test.seed", System.nanoTime());
    private static final int CASES = 150;
    private static final int ARBITRARY_CASES = 5_000;

    /** Lengths at which a header gets longer, a byte overflows, or the reader's array grows. */
    private static final int[] EDGES = {
        0, 1, 9, 10, 99, 100, 127, 128, 255, 256, 999, 1_000, 8_191, 8_192, 8_193, 9_999, 10_000, 16_384, 16_385,
        65_535, 65_536, 99_999, 100_000
    };

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void framesFedWholeComeBack() {
        forEachCase(frames -> assertComesBack(frames, new ByteArrayInputStream(frames.stream())));
    }

    @Test
    void framesFedByteByByteComeBack() {
        forEachCase(frames -> assertComesBack(frames, new Portions(frames.stream(), () -> 1)));
    }

    @Test
    void framesFedInRandomSplitsComeBack() {
        forEachCase(frames -> assertComesBack(
                frames, new Portions(frames.stream(), () -> 1 + random.nextInt(1 + random.nextInt(5_000)))));
    }

    @Test
    void bytesOfANextFrameChangeNothing() {
        forEachCase(frames -> {
            byte[] next = frames.encoding().encode(payload());
            byte[] begun = Arrays.copyOf(next, 1 + random.nextInt(next.length - 1));
            FrameReader reader = reader(new ByteArrayInputStream(joined(frames.stream(), begun)));
            for (byte[] payload : frames.payloads()) {
                assertThat(reader.read()).hasValue(payload);
            }
            assertThat(outcome(reader)).isEqualTo("TRUNCATED");
        });
    }

    @Test
    void frameThatEndsAnywhereInsideIsACut() {
        forEachCase(frames -> {
            byte[] last = frames.encoding().encode(frames.payloads().get(0));
            byte[] begun = Arrays.copyOf(last, 1 + random.nextInt(last.length - 1));
            assertThat(outcome(reader(new Portions(begun, () -> 1 + random.nextInt(100)))))
                    .isEqualTo("TRUNCATED");
        });
    }

    /** Bytes that look like frames more often than chance would have it, against a decoder written from the rules. */
    @Test
    void arbitraryBytesMeanWhatTheRulesSay() {
        for (int i = 0; i < ARBITRARY_CASES; i++) {
            byte[] stream = arbitraryBytes();
            inCase(i, () -> {
                List<String> expected = RulesDecoder.decode(stream, RulesDecoder.LIMIT);
                assertThat(decode(new ByteArrayInputStream(stream)))
                        .as("stream %s", Arrays.toString(stream))
                        .isEqualTo(expected);
                assertThat(decode(new Portions(stream, () -> 1)))
                        .as("stream %s, byte by byte", Arrays.toString(stream))
                        .isEqualTo(expected);
            });
        }
    }

    private record Frames(FrameEncoding encoding, List<byte[]> payloads, byte[] stream) {}

    private interface Check<T> {
        void on(T value) throws IOException;
    }

    private interface Body {
        void run() throws IOException;
    }

    private void forEachCase(Check<Frames> check) {
        for (int i = 0; i < CASES; i++) {
            FrameEncoding encoding = FrameEncoding.values()[i % 2];
            inCase(i, () -> check.on(frames(encoding)));
        }
    }

    private static void inCase(int number, Body body) {
        try {
            body.run();
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new AssertionError("case " + number + " of -Dnetkit.test.seed=" + SEED + ": " + e.getMessage(), e);
        }
    }

    private Frames frames(FrameEncoding encoding) throws IOException {
        List<byte[]> payloads = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(stream, encoding);
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            byte[] payload = payload();
            payloads.add(payload);
            writer.write(payload);
        }
        return new Frames(encoding, payloads, stream.toByteArray());
    }

    private byte[] payload() {
        byte[] payload = new byte[length()];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) random.nextInt();
        }
        return payload;
    }

    private int length() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(20);
            case 1 -> random.nextInt(20_000);
            default -> EDGES[random.nextInt(EDGES.length)];
        };
    }

    private static void assertComesBack(Frames frames, InputStream in) throws IOException {
        FrameReader reader = reader(in);
        for (byte[] payload : frames.payloads()) {
            assertThat(reader.read()).hasValue(payload);
        }
        assertThat(reader.read()).isEmpty();
        assertThat(reader.encoding()).contains(frames.encoding());
    }

    private static FrameReader reader(InputStream in) {
        return new FrameReader(in, FrameEncoding.DEFAULT_LIMIT);
    }

    private static List<String> decode(InputStream in) throws IOException {
        FrameReader reader = new FrameReader(in, RulesDecoder.LIMIT);
        List<String> seen = new ArrayList<>();
        do {
            seen.add(outcome(reader));
        } while (seen.get(seen.size() - 1).startsWith(RulesDecoder.FRAME));
        return seen;
    }

    private static String outcome(FrameReader reader) throws IOException {
        try {
            Optional<byte[]> payload = reader.read();
            return payload.map(bytes -> RulesDecoder.FRAME + new String(bytes, ISO_8859_1))
                    .orElse(RulesDecoder.END);
        } catch (FrameException e) {
            return e.fault().name();
        }
    }

    private byte[] arbitraryBytes() {
        String alphabet = random.nextBoolean() ? "0123456789::::ab- \0" : "\0\0\0\0\0\0\1\2\3\25x1:";
        byte[] stream = new byte[random.nextInt(40)];
        for (int i = 0; i < stream.length; i++) {
            stream[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return stream;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Section 1 of the protocol over a whole stream in memory, with nothing in common with the reader. */
    private static final class RulesDecoder {
        static final int LIMIT = 20;
        static final String FRAME = "frame ";
        static final String END = "end";

        private static final Pattern ASCII_HEADER = Pattern.compile("(0|[1-9][0-9]{0,7}):");
        private static final Pattern BEGUN_ASCII_HEADER = Pattern.compile("0|[1-9][0-9]{0,7}");

        private RulesDecoder() {}

        static List<String> decode(byte[] stream, int limit) {
            List<String> seen = new ArrayList<>();
            String rest = new String(stream, ISO_8859_1);
            boolean binary = rest.startsWith("\0");
            while (true) {
                if (rest.isEmpty()) {
                    seen.add(END);
                    return seen;
                }
                Matcher ascii = ASCII_HEADER.matcher(rest);
                int header;
                long length;
                if (binary && rest.charAt(0) == 0 && rest.length() >= 4) {
                    header = 4;
                    length = rest.charAt(1) << 16 | rest.charAt(2) << 8 | rest.charAt(3);
                } else if (!binary && ascii.lookingAt()) {
                    header = ascii.end();
                    length = Long.parseLong(ascii.group(1));
                } else {
                    boolean begun = binary
                            ? rest.charAt(0) == 0
                            : BEGUN_ASCII_HEADER.matcher(rest).matches();
                    seen.add(begun ? "TRUNCATED" : "MALFORMED");
                    return seen;
                }
                if (length > limit) {
                    seen.add("TOO_LARGE");
                    return seen;
                }
                if (rest.length() < header + length) {
                    seen.add("TRUNCATED");
                    return seen;
                }
                seen.add(FRAME + rest.substring(header, header + (int) length));
                rest = rest.substring(header + (int) length);
            }
        }
    }

    /** Gives at most so many bytes a read, as a network does. */
    private static final class Portions extends InputStream {
        private final InputStream source;
        private final IntSupplier portion;

        Portions(byte[] stream, IntSupplier portion) {
            this.source = new ByteArrayInputStream(stream);
            this.portion = portion;
        }

        @Override
        public int read() throws IOException {
            return source.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return source.read(target, offset, Math.min(length, portion.getAsInt()));
        }
    }
}

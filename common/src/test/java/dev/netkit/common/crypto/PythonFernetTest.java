package dev.netkit.common.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against the Fernet that most people use, byte for byte. */
@Timeout(120)
class PythonFernetTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long NOW = 1_795_000_000L;
    private static final long SEED = 20261121L;
    private static final int MESSAGES = 500;
    private static final int LONGEST = 100_000;

    private static Process process;
    private static BufferedWriter requests;
    private static BufferedReader answers;

    @BeforeAll
    static void startPython() throws IOException {
        process = Python.script(Path.of("src", "test", "resources", "python", "fernet_peer.py"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = process.outputWriter(US_ASCII);
        answers = process.inputReader(US_ASCII);
    }

    @AfterAll
    static void endPython() {
        if (process != null) {
            process.destroy();
        }
    }

    @Test
    void pythonOpensWhatIsSealedHere() throws IOException {
        FernetKey key = FernetKey.generate(RANDOM);
        Fernet fernet = new Fernet(key);
        for (byte[] message : messages()) {
            assertThat(ask("open", text(key), 0, "-", ascii(fernet.encrypt(message))))
                    .as("%d bytes of the seed %d", message.length, SEED)
                    .isEqualTo("=" + HEX.formatHex(message));
        }
    }

    @Test
    void whatPythonSealsIsOpenedHere() throws IOException {
        FernetKey key = FernetKey.generate(RANDOM);
        Fernet fernet = new Fernet(key);
        for (byte[] message : messages()) {
            byte[] token = ask("seal", text(key), NOW, HEX.formatHex(message)).getBytes(US_ASCII);
            assertThat(fernet.decrypt(token))
                    .as("%d bytes of the seed %d", message.length, SEED)
                    .isEqualTo(message);
        }
    }

    /** Empty and the longest first, then sizes of every order of magnitude. */
    private static List<byte[]> messages() {
        Random random = new Random(SEED);
        Stream<Integer> sizes = Stream.concat(
                Stream.of(0, LONGEST), Stream.generate(() -> random.nextInt(1 << random.nextInt(17)) % (LONGEST + 1)));
        return sizes.limit(MESSAGES)
                .map(size -> {
                    byte[] message = new byte[size];
                    random.nextBytes(message);
                    return message;
                })
                .toList();
    }

    @Test
    void bothThinkTheSameOfEveryAge() throws IOException {
        FernetKey key = FernetKey.generate(RANDOM);
        for (long age : new long[] {-62, -61, -60, -59, -1, 0, 1, 59, 60, 61, 62, NOW}) {
            Clock then = Clock.fixed(Instant.ofEpochSecond(NOW - age), ZoneOffset.UTC);
            byte[] token = new Fernet(List.of(key), then, RANDOM).encrypt(new byte[] {1});
            boolean good = !ask("open", text(key), NOW, "60", ascii(token)).equals("invalid");
            assertThat(opensAt(NOW, key, token)).as("%d s old", age).isEqualTo(good);
        }
        assertThat(opensAt(NOW, key, sealedByPython(key, NOW - 60))).isTrue();
        assertThat(opensAt(NOW, key, sealedByPython(key, NOW - 61))).isFalse();
    }

    private static byte[] sealedByPython(FernetKey key, long time) throws IOException {
        return ask("seal", text(key), time, "00").getBytes(US_ASCII);
    }

    private static boolean opensAt(long second, FernetKey key, byte[] token) {
        // The last nanosecond of it: a token is good to the end of its last second.
        Clock clock = Clock.fixed(Instant.ofEpochSecond(second, 999_999_999), ZoneOffset.UTC);
        try {
            return new Fernet(List.of(key), clock, RANDOM).decrypt(token, Duration.ofSeconds(60)).length > 0;
        } catch (InvalidTokenException e) {
            return false;
        }
    }

    @Test
    void keysAreChangedAsMultiFernetDoesIt() throws IOException {
        FernetKey old = FernetKey.generate(RANDOM);
        FernetKey fresh = FernetKey.generate(RANDOM);
        Fernet both = new Fernet(fresh, old);
        String ofBoth = ask("seal", text(fresh, old), NOW, "01");
        assertThat(new Fernet(fresh).decrypt(ofBoth.getBytes(US_ASCII))).containsExactly(1);
        assertThat(ask("open", text(fresh), 0, "-", ascii(both.encrypt(new byte[] {2}))))
                .isEqualTo("=02");
        assertThat(ask("open", text(fresh, old), 0, "-", ascii(new Fernet(old).encrypt(new byte[] {3}))))
                .isEqualTo("=03");
        byte[] ofOld = ask("seal", text(old), NOW, "04").getBytes(US_ASCII);
        assertThat(both.decrypt(ofOld)).containsExactly(4);
        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> new Fernet(fresh).decrypt(ofOld));
    }

    private static String ask(Object... words) throws IOException {
        requests.write(Arrays.stream(words).map(Object::toString).collect(Collectors.joining(" ", "", "\n")));
        requests.flush();
        String answer = answers.readLine();
        assertThat(answer).as("Python's answer").isNotNull();
        return answer;
    }

    private static String text(FernetKey... keys) {
        return Arrays.stream(keys).map(FernetKey::text).collect(Collectors.joining(","));
    }

    private static String ascii(byte[] token) {
        return new String(token, US_ASCII);
    }
}

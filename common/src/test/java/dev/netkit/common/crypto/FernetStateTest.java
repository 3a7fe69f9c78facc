package dev.netkit.common.crypto;

import static dev.netkit.common.crypto.Tokens.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ciphers are kept from one token to the next, so no order of calls may show. {@code -Dnetkit.test.seed=N} draws the same
 * orders again.
 */
@Timeout(60)
class FernetStateTest {
    private static final long SEED = Long.getLong("netkit.test.seed", System.nanoTime());
    private static final int[] SIZES = {0, 1, 15, 16, 17, 100, 6143, 8191, 8192, 8193, 20_000};

    private final Fernet fernet = Tokens.fernet(Tokens.KEY, Tokens.OTHER_KEY);

    @Test
    void anyOrderOfCallsGivesWhatEachGivesAlone() throws IOException {
        run(new SplittableRandom(SEED), 3000);
    }

    @Test
    void manyThreadsAtOnceDoNotMeet() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            List<Callable<Void>> runs = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                SplittableRandom random = new SplittableRandom(SEED + i);
                runs.add(() -> run(random, 150));
            }
            for (Future<Void> run : threads.invokeAll(runs)) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void run(SplittableRandom random, int steps) throws IOException {
        for (int i = 0; i < steps; i++) {
            try {
                step(random, Tokens.bytes(SIZES[random.nextInt(SIZES.length)]));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("step " + i + " of -Dnetkit.test.seed=" + SEED + ": " + e.getMessage(), e);
            }
        }
        return null;
    }

    private void step(SplittableRandom random, byte[] plaintext) throws IOException {
        switch (random.nextInt(6)) {
            case 0 -> assertSealed(plaintext, Tokens.binary(fernet.encrypt(plaintext)));
            case 1 -> assertSealed(plaintext, fernet.encryptBinary(plaintext));
            case 2 -> assertOpens(plaintext, Tokens.KEY);
            case 3 -> assertOpens(plaintext, Tokens.OTHER_KEY);
            case 4 -> assertBadHmacIsRefused(plaintext);
            default -> assertBadPaddingIsRefused(plaintext);
        }
    }

    private static void assertSealed(byte[] plaintext, byte[] token) {
        assertThat(PlainFernet.decrypt(Tokens.KEY, token)).hasValue(plaintext);
    }

    private void assertOpens(byte[] plaintext, FernetKey key) throws IOException {
        assertThat(fernet.decryptBinary(PlainFernet.encrypt(key, 5, Tokens.bytes(16), plaintext)))
                .isEqualTo(plaintext);
    }

    private void assertBadHmacIsRefused(byte[] plaintext) {
        byte[] token = fernet.encryptBinary(plaintext);
        token[token.length - 1]++;
        assertInvalid(() -> fernet.decryptBinary(token));
    }

    /** The HMAC holds, so this one passes through the cipher. */
    private void assertBadPaddingIsRefused(byte[] plaintext) {
        assertInvalid(() -> fernet.decryptBinary(BadPadding.token(plaintext)));
    }
}

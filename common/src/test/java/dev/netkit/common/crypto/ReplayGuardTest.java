package dev.netkit.common.crypto;

import static dev.netkit.common.crypto.Tokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayGuardTest {
    private final SettableClock clock = new SettableClock(NOW);
    private final ReplayGuard guard = guard(100);

    @Test
    void tokenIsAcceptedOnce() {
        byte[] token = tokenOf(NOW);
        assertThat(guard.accept(token)).isTrue();
        assertThat(guard.accept(token)).isFalse();
        assertThat(guard.accept(token.clone())).isFalse();
        assertThat(guard.accept(tokenOf(NOW))).isTrue();
        assertThat(guard.size()).isEqualTo(2);
    }

    /** Sixteen bytes of the HMAC are remembered; both ends of them count. */
    @ParameterizedTest
    @ValueSource(ints = {32, 25, 24, 17})
    void tokensWhoseHmacsDifferInOneByteAreTwo(int fromEnd) {
        byte[] token = tokenOf(NOW);
        byte[] other = token.clone();
        other[other.length - fromEnd]++;
        assertThat(guard.accept(token)).isTrue();
        assertThat(guard.accept(other)).isTrue();
    }

    @Test
    void tokenIsRememberedToTheEndOfItsLastSecond() {
        byte[] token = tokenOf(NOW);
        guard.accept(token);
        clock.set(NOW + 60);
        assertThat(guard.size()).isOne();
        assertThat(guard.accept(token)).isFalse();
    }

    @Test
    void expiryFreesMemory() {
        for (int i = 0; i < 10; i++) {
            guard.accept(tokenOf(NOW + i));
        }
        clock.set(NOW + 65);
        assertThat(guard.size()).isEqualTo(5);
        clock.set(NOW + 69);
        assertThat(guard.size()).isOne();
        clock.set(NOW + 70);
        assertThat(guard.size()).isZero();
    }

    @Test
    void fullGuardRefusesUntilSomethingExpires() {
        ReplayGuard small = guard(2);
        assertThat(small.accept(tokenOf(NOW))).isTrue();
        assertThat(small.accept(tokenOf(NOW + 1))).isTrue();
        byte[] third = tokenOf(NOW + 2);
        assertThat(small.accept(third)).isFalse();
        clock.set(NOW + 61);
        assertThat(small.accept(third)).isTrue();
        assertThat(small.accept(tokenOf(NOW + 2))).isFalse();
    }

    @Test
    void repeatedTokenTakesNoMemory() {
        ReplayGuard small = guard(2);
        byte[] token = tokenOf(NOW);
        for (int i = 0; i < 5; i++) {
            small.accept(token);
        }
        assertThat(small.size()).isOne();
        assertThat(small.accept(tokenOf(NOW))).isTrue();
    }

    @Test
    void clockThatIsSetBackBringsNoTokenBack() {
        byte[] token = tokenOf(NOW);
        guard.accept(token);
        clock.set(NOW - 3600);
        assertThat(guard.accept(token)).isFalse();
        assertThat(guard.size()).isOne();
    }

    @Test
    void clockThatJumpsAheadAndBackBringsNoTokenBack() {
        byte[] token = tokenOf(NOW);
        guard.accept(token);
        clock.set(NOW + 3600);
        assertThat(guard.size()).isZero();
        clock.set(NOW + 1);
        assertThat(guard.accept(token)).isFalse();
        assertThat(guard.accept(tokenOf(NOW))).as("may have been forgotten too").isFalse();
        assertThat(guard.accept(tokenOf(NOW - 1))).isFalse();
        assertThat(guard.accept(tokenOf(NOW + 1))).isTrue();
    }

    @Test
    @Timeout(20)
    void ofManyThreadsWithOneTokenOneIsFirst() throws Exception {
        ReplayGuard large = guard(10_000);
        List<byte[]> tokens = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            tokens.add(tokenOf(NOW + i % 60));
        }
        long accepted = 0;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Long> count : threads.invokeAll(Collections.nCopies(8, acceptAll(large, tokens)))) {
                accepted += count.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(accepted).isEqualTo(1000);
        assertThat(large.size()).isEqualTo(1000);
    }

    private static Callable<Long> acceptAll(ReplayGuard guard, List<byte[]> tokens) {
        return () -> tokens.stream().filter(guard::accept).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void guardWithoutMemoryIsAMistake(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guard(capacity))
                .withMessageContaining(Integer.toString(capacity));
    }

    private ReplayGuard guard(int capacity) {
        return new ReplayGuard(Duration.ofSeconds(60), capacity, clock);
    }

    private static byte[] tokenOf(long second) {
        return Tokens.binary(Tokens.sealedAt(second, new byte[1]));
    }
}

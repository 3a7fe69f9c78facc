package dev.netkit.common.crypto;

import static dev.netkit.common.crypto.Tokens.NOW;
import static dev.netkit.common.crypto.Tokens.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a token is too old, and when too far ahead. */
class FernetAgeTest {
    private static final byte[] PLAINTEXT = {1, 2, 3};

    /** Age in seconds, negative for one from the future; time to live; whether it is good. */
    @ParameterizedTest(name = "{0} s old with a time to live of {1} is good: {2}")
    @CsvSource({
        "0, PT60S, true",
        "59, PT60S, true",
        "60, PT60S, true",
        "61, PT60S, false",
        "-1, PT60S, true",
        "-60, PT60S, true",
        "-61, PT60S, false",
        "0, PT0S, true",
        "1, PT0S, false",
        "-60, PT0S, true",
        "-61, PT0S, false",
        "0, PT0.001S, true",
        "1, PT0.999S, false",
        "1, PT1.5S, true",
        "2, PT1.999S, false",
        "1800000000, PT500000H, true",
        "1800000000, PT499999H, false"
    })
    void tokenIsGoodToTheEndOfItsLastSecond(long age, Duration ttl, boolean good) throws IOException {
        byte[] token = Tokens.sealedAt(NOW - age, PLAINTEXT);
        Fernet fernet = Tokens.fernetAt(NOW);
        if (good) {
            assertThat(fernet.decrypt(token, ttl)).isEqualTo(PLAINTEXT);
            assertThat(fernet.decryptBinary(Tokens.binary(token), ttl)).isEqualTo(PLAINTEXT);
        } else {
            assertInvalid(() -> fernet.decrypt(token, ttl));
            assertInvalid(() -> fernet.decryptBinary(Tokens.binary(token), ttl));
        }
    }

    /** Both ends of the unsigned field, and where it seems to become negative. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, -61, -60, -1})
    void tokenOfAnySecondOpensWithoutATimeToLive(long second) throws IOException {
        byte[] token = Tokens.sealedAt(second, PLAINTEXT);
        assertThat(Tokens.fernetAt(NOW).decrypt(token)).isEqualTo(PLAINTEXT);
        assertThat(Tokens.fernetAt(-NOW).decrypt(token)).isEqualTo(PLAINTEXT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, -61, -60, -1})
    void tokenFromTheEndsOfTimeIsRefusedWithATimeToLive(long second) {
        byte[] token = Tokens.sealedAt(second, PLAINTEXT);
        assertInvalid(() -> Tokens.fernetAt(NOW).decrypt(token, Duration.ofSeconds(60)));
        assertInvalid(() -> Tokens.fernetAt(-NOW).decrypt(token, Duration.ofSeconds(60)));
    }

    @Test
    void longestTimeToLiveTakesEveryAgeButNoFuture() throws IOException {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        assertThat(Tokens.fernetAt(NOW).decrypt(Tokens.sealedAt(0, PLAINTEXT), longest))
                .isEqualTo(PLAINTEXT);
        for (long second : new long[] {NOW + 61, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            assertInvalid(() -> Tokens.fernetAt(NOW).decrypt(Tokens.sealedAt(second, PLAINTEXT), longest));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "PT-1S"})
    void negativeTimeToLiveIsAMistakeOfTheCaller(Duration ttl) {
        byte[] token = Tokens.sealedAt(NOW, PLAINTEXT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tokens.fernetAt(NOW).decrypt(token, ttl))
                .withMessageContaining("negative");
    }

    @Test
    void tokenCarriesTheSecondThatHasBegun() throws IOException {
        assertThat(TokenAnatomy.of(at(999).encrypt(PLAINTEXT)).timestamp()).isZero();
        assertThat(TokenAnatomy.of(at(1000).encrypt(PLAINTEXT)).timestamp()).isEqualTo(1);
        assertThat(TokenAge.timestamp(at(1000).encryptBinary(PLAINTEXT))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -1000, -1_800_000_000_000L, Long.MIN_VALUE})
    void clockBefore1970MakesNoTokens(long millis) {
        Instant shown = Instant.ofEpochSecond(Math.floorDiv(millis, 1000));
        assertThatThrownBy(() -> at(millis).encrypt(PLAINTEXT))
                .isInstanceOf(ClockException.class)
                .hasMessageContaining(shown.toString());
        assertThatThrownBy(() -> at(millis).encryptBinary(PLAINTEXT)).isInstanceOf(ClockException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -1000, -1_800_000_000_000L, Long.MIN_VALUE})
    void clockBefore1970TakesNoTokensOfTodayWithATimeToLive(long millis) throws IOException {
        byte[] token = Tokens.sealedAt(NOW, PLAINTEXT);
        assertInvalid(() -> at(millis).decrypt(token, Duration.ofSeconds(60)));
        assertThat(at(millis).decrypt(token)).isEqualTo(PLAINTEXT);
    }

    private static Fernet at(long millis) {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        return new Fernet(List.of(Tokens.KEY), clock, new SecureRandom());
    }
}

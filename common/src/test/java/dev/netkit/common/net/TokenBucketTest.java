package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** The clock's numbers begin anywhere, below zero too. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1_000_000_000_000L, 1_000_000_000_000L})
    void aBurstIsFreeAndTheNextOnesComeOneByOne(long now) {
        TokenBucket rate = new TokenBucket(SECOND / 5, 20, now);
        for (int i = 0; i < 20; i++) {
            assertThat(rate.borrow(now)).as("request %d", i).isZero();
        }
        assertThat(rate.borrow(now)).isEqualTo(SECOND / 5);
        assertThat(rate.borrow(now)).isEqualTo(2 * SECOND / 5);
    }

    @Test
    void whoeverWaitsAsLongAsToldGoesOnAtTheRate() {
        TokenBucket rate = new TokenBucket(SECOND / 5, 20, 0);
        long now = 0;
        for (int i = 0; i < 120; i++) {
            now += rate.borrow(now);
        }
        assertThat(now).isEqualTo(20 * SECOND);
    }

    @Test
    void silenceFillsTheBucketAndNothingOverflows() {
        TokenBucket rate = new TokenBucket(SECOND / 5, 2, 0);
        rate.borrow(0);
        rate.borrow(0);
        long later = 3600 * SECOND;
        assertThat(rate.borrow(later)).isZero();
        assertThat(rate.borrow(later)).isZero();
        assertThat(rate.borrow(later)).isEqualTo(SECOND / 5);
    }

    @Test
    void whoeverKeepsToTheRateNeverWaits() {
        TokenBucket rate = new TokenBucket(SECOND / 5, 1, 0);
        for (int i = 0; i < 100; i++) {
            assertThat(rate.borrow(i * SECOND / 5)).isZero();
        }
    }

    @Test
    void withoutARateNobodyWaits() {
        TokenBucket rate = new TokenBucket(0, 20, 0);
        for (int i = 0; i < 100_000; i++) {
            assertThat(rate.borrow(0)).isZero();
        }
    }

    @Test
    void whoTakesOnlyWhatIsThereOwesNothing() {
        TokenBucket bucket = new TokenBucket(SECOND, 2, 0);
        assertThat(bucket.take(0)).isTrue();
        assertThat(bucket.take(0)).isTrue();
        assertThat(bucket.take(0)).isFalse();
        assertThat(bucket.take(SECOND - 1)).isFalse();
        assertThat(bucket.take(SECOND)).isTrue();
        assertThat(bucket.take(SECOND)).isFalse();
    }

    @Test
    void aClockThatIsSetBackCostsNoMoreThanTheWholeBucket() {
        TokenBucket bucket = new TokenBucket(SECOND, 2, 1_000 * SECOND);
        assertThat(bucket.take(1_000 * SECOND)).isTrue();
        assertThat(bucket.take(0)).isFalse();
        assertThat(bucket.take(SECOND)).isTrue();
    }
}

package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRateTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** The clock's numbers begin anywhere, below zero too. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1_000_000_000_000L, 1_000_000_000_000L})
    void aBurstIsFreeAndTheNextOnesComeOneByOne(long now) {
        RequestRate rate = new RequestRate(5, 20, now);
        for (int i = 0; i < 20; i++) {
            assertThat(rate.request(now)).as("request %d", i).isZero();
        }
        assertThat(rate.request(now)).isEqualTo(SECOND / 5);
        assertThat(rate.request(now)).isEqualTo(2 * SECOND / 5);
    }

    @Test
    void whoeverWaitsAsLongAsToldGoesOnAtTheRate() {
        RequestRate rate = new RequestRate(5, 20, 0);
        long now = 0;
        for (int i = 0; i < 120; i++) {
            now += rate.request(now);
        }
        assertThat(now).isEqualTo(20 * SECOND);
    }

    @Test
    void silenceFillsTheBucketAndNothingOverflows() {
        RequestRate rate = new RequestRate(5, 2, 0);
        rate.request(0);
        rate.request(0);
        long later = 3600 * SECOND;
        assertThat(rate.request(later)).isZero();
        assertThat(rate.request(later)).isZero();
        assertThat(rate.request(later)).isEqualTo(SECOND / 5);
    }

    @Test
    void whoeverKeepsToTheRateNeverWaits() {
        RequestRate rate = new RequestRate(5, 1, 0);
        for (int i = 0; i < 100; i++) {
            assertThat(rate.request(i * SECOND / 5)).isZero();
        }
    }

    @Test
    void withoutARateNobodyWaits() {
        RequestRate rate = new RequestRate(0, 20, 0);
        for (int i = 0; i < 100_000; i++) {
            assertThat(rate.request(0)).isZero();
        }
    }
}

package dev.netkit.file.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Only ever at least so long: how much longer a machine takes is its own affair. */
@Timeout(20)
class RateLimitTest {
    @Test
    void whatWasSpentIsWaitedForBeforeTheNext() {
        RateLimit rate = new RateLimit(1000);
        long began = System.nanoTime();
        rate.spend(100);
        rate.spend(100);
        rate.spend(1);
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    }

    @Test
    void portionsAreATenthOfASecond() {
        RateLimit rate = new RateLimit(1000);
        assertThat(rate.allow(5000)).isEqualTo(100);
        assertThat(rate.allow(7)).isEqualTo(7);
    }

    @Test
    void withoutALimitEverythingGoesAtOnce() {
        assertThat(new RateLimit(0).allow(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }
}

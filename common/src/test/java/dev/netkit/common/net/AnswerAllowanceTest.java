package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerAllowanceTest {
    private long now = Long.MAX_VALUE - 5; // a nanosecond clock may begin anywhere
    private final AnswerAllowance allowance = new AnswerAllowance(3, () -> now);

    @Test
    void noSecondHasMoreThanItsShareWhereverItBegins() {
        pass(900);
        assertThat(takes(5)).isEqualTo(3);
        pass(200);
        assertThat(takes(5)).as("the second that began at 900 ms is not over").isZero();
        pass(800);
        assertThat(takes(5)).isEqualTo(3);
    }

    @Test
    void aShareComesBackASecondAfterItWasTaken() {
        assertThat(takes(2)).isEqualTo(2);
        pass(600);
        assertThat(takes(2)).isEqualTo(1);
        pass(400);
        assertThat(takes(5)).isEqualTo(2);
        pass(600);
        assertThat(takes(5)).isEqualTo(1);
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private int takes(int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += allowance.take() ? 1 : 0;
        }
        return taken;
    }
}

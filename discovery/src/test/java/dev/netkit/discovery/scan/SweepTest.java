package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** To loopback addresses, where nothing is asked by ARP. */
class SweepTest {
    @Test
    void aSmallNetworkIsAskedAtOnce() throws IOException {
        try (Sweep sweep = new Sweep(loopback(254), 0)) {
            sweep.step(0);
            assertThat(sweep.isSent()).isTrue();
        }
    }

    @Test
    void aLargerOneIsAskedWithGaps() throws IOException {
        try (Sweep sweep = new Sweep(loopback(511), 0)) {
            sweep.step(0);
            assertThat(sweep.isSent()).isFalse();
            sweep.step(millis(100));
            assertThat(sweep.isSent()).isFalse();
            for (int time = 100; time <= 2_000; time += 15) {
                sweep.step(millis(time));
            }
            assertThat(sweep.isSent()).isTrue();
            assertThat(sweep.lastSent()).isGreaterThan(millis(1_400));
        }
    }

    @Test
    void thereAreNeverMoreUnresolvedThanTheTableHasRoomForTwice() throws IOException {
        List<InetAddress> addresses = loopback(1_000);
        try (Sweep sweep = new Sweep(addresses, 0)) {
            for (int time = 0; time <= 2_900; time += 3) {
                sweep.step(millis(time));
            }
            assertThat(sweep.lastSent())
                    .as("the 512th went about 1.5 s after the first")
                    .isLessThan(millis(1_700));
            sweep.resolved(addresses.get(0));
            sweep.step(millis(2_950));
            assertThat(sweep.lastSent()).as("a place was free again").isEqualTo(millis(2_950));
            for (int time = 2_950; time <= 6_000; time += 3) {
                sweep.step(millis(time));
            }
            assertThat(sweep.isSent())
                    .as("the kernel gave up on the first ones")
                    .isTrue();
        }
    }

    private static List<InetAddress> loopback(int count) {
        return AddressRange.parse("127.9.0.1-127.9.255.254")
                .addresses()
                .limit(count)
                .toList();
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}

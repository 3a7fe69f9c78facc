package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** To loopback addresses, where nothing is asked by ARP. */
class SweepTest {
    private static final int PLACES = 1024;

    @Test
    void aSmallNetworkIsAskedAtOnce() throws IOException {
        try (Sweep sweep = new Sweep(loopback(510), PLACES, 0, 0)) {
            sweep.step(0);
            assertThat(sweep.isSent()).isTrue();
        }
    }

    @Test
    void aLargerOneIsAskedWithGapsWhereTheTableHasRoom() throws IOException {
        try (Sweep sweep = new Sweep(loopback(1_022), 8 * PLACES, 0, 0)) {
            sweep.step(0);
            assertThat(sweep.left()).isEqualTo(510);
            sweep.step(millis(100));
            assertThat(sweep.left()).isEqualTo(410);
            sweep.step(millis(510));
            assertThat(sweep.isSent()).isTrue();
        }
    }

    @Test
    void thereAreNeverMoreUnresolvedThanTheTableHasRoomForTwice() throws IOException {
        List<InetAddress> addresses = loopback(1_024);
        try (Sweep sweep = new Sweep(addresses, PLACES, 0, 0)) {
            sweep.step(0);
            sweep.step(millis(3_000));
            assertThat(sweep.left()).isEqualTo(512);
            sweep.resolved(addresses.get(0), millis(3_000));
            sweep.step(millis(3_001));
            assertThat(sweep.left()).as("a place was free again").isEqualTo(511);
            sweep.step(millis(3_202));
            assertThat(sweep.isSent())
                    .as("the kernel gave up on the first ones")
                    .isTrue();
        }
    }

    @Test
    void thoseWhoAnsweredKeepTheirPlacesToo() throws IOException {
        List<InetAddress> addresses = loopback(1_500);
        try (Sweep sweep = new Sweep(addresses, PLACES, 100, 0)) {
            for (int time = 0; time < 40_000; time += 100) {
                sweep.step(millis(time));
                for (InetAddress address : addresses.subList(0, addresses.size() - sweep.left())) {
                    sweep.resolved(address, millis(time));
                }
            }
            assertThat(addresses.size() - sweep.left())
                    .as("an eighth of the table, and what others have of it, stay free")
                    .isEqualTo(PLACES - PLACES / 8 - 100);
            sweep.step(millis(46_001));
            assertThat(addresses.size() - sweep.left()).isGreaterThan(PLACES);
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

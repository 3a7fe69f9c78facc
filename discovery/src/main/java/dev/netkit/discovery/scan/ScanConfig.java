package dev.netkit.discovery.scan;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/**
 * What a {@link Scan} looks at.
 *
 * @param addresses each once, in the order in which they are asked
 * @param patience how long an answer is waited for: kernels repeat their questions after 1 s and 2 s
 * @param until how many hosts are enough, at least 1
 * @param details what is asked of hosts that are there
 */
public record ScanConfig(Set<InetAddress> addresses, Ports ports, Duration patience, int until, Details details) {
    public static final Duration DEFAULT_PATIENCE = Duration.ofMillis(1200);

    public ScanConfig {
        if (until < 1 || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a scan waits for somebody");
        }
    }
}

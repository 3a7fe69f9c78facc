package dev.netkit.discovery;

import dev.netkit.common.crypto.FernetKey;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link Discovery} asks.
 *
 * @param name who asks
 * @param keys at least one; the first encrypts
 * @param patience how long answers are waited for, more than nothing
 */
public record DiscoveryConfig(Broadcast broadcast, String name, List<FernetKey> keys, Duration patience) {
    /** A beacon on a sleepy Wi-Fi answers within a second. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofMillis(1200);

    public DiscoveryConfig {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a question has a key, and waits for somebody");
        }
    }
}

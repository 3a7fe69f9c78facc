package dev.netkit.cli.token;

import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.InvalidTokenException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How old a token may be. */
final class TimeToLive {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    @Option(
            names = "--ttl",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "refuse a token that is older, or more than 60s ahead (default: take any age)")
    private Duration ttl;

    boolean isGiven() {
        return ttl != null;
    }

    byte[] decrypt(Fernet fernet, byte[] token) throws InvalidTokenException {
        if (ttl == null) {
            return fernet.decrypt(token);
        }
        if (ttl.compareTo(SHORTEST) < 0) {
            throw new UsageException(
                    "--ttl is at least 1s, as tokens carry whole seconds; without it, any age will do");
        }
        return fernet.decrypt(token, ttl);
    }
}

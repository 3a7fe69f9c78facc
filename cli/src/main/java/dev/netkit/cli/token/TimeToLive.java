package dev.netkit.cli.token;

import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.GivenOptions;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.InvalidTokenException;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How old a token may be. */
final class TimeToLive {
    private static final String OPTION = "--ttl";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = OPTION,
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "refuse a token that is older, or more than 60s ahead (default: take any age)")
    private Duration ttl;

    /** Whether the command line itself asks for it; a default may be of no use to a command. */
    boolean isGiven() {
        return new GivenOptions(spec).has(OPTION);
    }

    byte[] decrypt(Fernet fernet, byte[] token) throws InvalidTokenException {
        if (ttl == null) {
            return fernet.decrypt(token);
        }
        if (ttl.isZero() || ttl.getNano() != 0) {
            throw new UsageException("--ttl is whole seconds, at least 1, as that is what tokens carry; "
                    + "without it, any age will do");
        }
        return fernet.decrypt(token, ttl);
    }
}

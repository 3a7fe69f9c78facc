package dev.netkit.auth;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.message.HiddenFields;
import dev.netkit.common.net.TcpServerConfig;
import java.time.Duration;
import java.util.List;

/**
 * How an authentication server listens, and how long sessions last.
 *
 * @param keys what messages are sealed with; empty = nothing is sealed
 * @param idle how long a session lasts that is not used
 * @param absolute how long any session lasts
 * @param registration whether everybody can make an account
 */
public record AuthConfig(
        TcpServerConfig tcp, List<FernetKey> keys, Duration idle, Duration absolute, boolean registration) {
    public static final String SERVICE = "auth";
    public static final int DEFAULT_PORT = 9093;
    public static final Duration DEFAULT_CONNECTION_IDLE = Duration.ofMinutes(5);
    public static final Duration DEFAULT_IDLE = Duration.ofMinutes(30);
    public static final Duration DEFAULT_ABSOLUTE = Duration.ofHours(8);
    static final int MESSAGE_LIMIT = 16 * 1024;

    /** Who has a token is its user, and who has a verifier needs to hear one login only. */
    static final HiddenFields SECRETS = HiddenFields.of("token", "salt", "storedKey", "serverKey");

    public AuthConfig {
        keys = List.copyOf(keys);
        if (idle.compareTo(Duration.ofSeconds(1)) < 0 || absolute.compareTo(idle) < 0) {
            throw new IllegalArgumentException("a session lasts at least 1 s idle, and in all at least as long");
        }
    }
}

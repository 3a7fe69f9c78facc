package dev.netkit.file.send;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.net.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How files are sent.
 *
 * @param timeout for connecting, for each answer, and for the receiver to go on reading; zero = for ever
 * @param keys the first seals, all open; empty = nothing is sealed
 * @param verified whether digests are made and sent
 * @param bytesPerSecond the highest rate; 0 = as fast as it goes
 * @param retry how long to go on when the network or the server goes away; zero = not at all
 */
public record SenderSettings(
        Endpoint server,
        Duration timeout,
        List<FernetKey> keys,
        boolean verified,
        long bytesPerSecond,
        Duration retry) {

    private static final long SLOWEST_BYTES_PER_MILLI = 20_000;

    public SenderSettings {
        keys = List.copyOf(keys);
    }

    /** The defaults: verified, not sealed, as fast as it goes, without another try. */
    public static SenderSettings of(Endpoint server, Duration timeout) {
        return new SenderSettings(server, timeout, List.of(), true, 0, Duration.ZERO);
    }

    /**
     * How long the receiver may be silent or stop reading: longer than the time limit if there are large files, because it
     * may have to read one that it has, or to bring one to the disk. Zero = for ever.
     */
    Duration patience(List<Outgoing> files) {
        long largest =
                files.stream().mapToLong(file -> file.size().orElse(0L)).max().orElse(0);
        return timeout.isZero() ? timeout : timeout.plusMillis(largest / SLOWEST_BYTES_PER_MILLI);
    }

    boolean triesAgain() {
        return !retry.isZero();
    }

    Optional<FernetKey> key() {
        return keys.stream().findFirst();
    }
}

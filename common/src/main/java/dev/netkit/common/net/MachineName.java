package dev.netkit.common.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What this machine is called. */
public final class MachineName {
    private static final Path OF_LINUX = Path.of("/proc/sys/kernel/hostname");
    private static final String OF_WINDOWS = "COMPUTERNAME";
    private static final String UNKNOWN = "netkit";

    private MachineName() {}

    /** The name without its domain; may block for a look-up, except on Linux and Windows. */
    public static String get() {
        String name = ofLinux()
                .or(() -> Optional.ofNullable(System.getenv(OF_WINDOWS)))
                .or(MachineName::lookedUp)
                .orElse(UNKNOWN)
                .strip();
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        return first.isEmpty() ? UNKNOWN : first;
    }

    private static Optional<String> ofLinux() {
        try {
            return Files.isReadable(OF_LINUX) ? Optional.of(Files.readString(OF_LINUX)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> lookedUp() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

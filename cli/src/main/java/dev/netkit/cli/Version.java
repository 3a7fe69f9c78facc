package dev.netkit.cli;

import java.util.Optional;

/** What {@code netkit --version} prints. */
final class Version {
    private Version() {}

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "netkit " + Optional.ofNullable(version).orElse("(not packaged)");
    }
}

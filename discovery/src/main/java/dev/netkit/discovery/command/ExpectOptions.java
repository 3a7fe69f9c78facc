package dev.netkit.discovery.command;

import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who should be there, for scripts. */
final class ExpectOptions {
    @Option(names = "--expect", paramLabel = "N", description = "exit code 1 unless at least so many hosts are up")
    private int expected = 1;

    @Option(
            names = "--missing",
            paramLabel = "FILE",
            description = {
                "print nothing but who of that list is not up, and then exit code 1: addresses, hardware addresses,",
                "names, or what netkit services call themselves (--handshake), one a line; a # begins a comment"
            })
    private Optional<Path> list = Optional.empty();

    /** @param until as soon as so many are found, the scan ends */
    void check(int until) {
        if (expected < 1) {
            throw new UsageException("--expect is 1 or more, not " + expected);
        }
        if (until < expected) {
            throw new UsageException("--until " + until + " leaves before there are as many as --expect " + expected);
        }
    }

    /** Whether that many hosts are enough. */
    boolean isMetBy(int up) {
        return up >= expected;
    }

    boolean isList() {
        return list.isPresent();
    }

    /** Those who should be there. */
    WantedHosts wanted() throws LocalFileException {
        try {
            return new WantedHosts(Files.readAllLines(list.orElseThrow()).stream()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList());
        } catch (IOException e) {
            throw new LocalFileException("cannot read " + list.get(), e);
        }
    }
}

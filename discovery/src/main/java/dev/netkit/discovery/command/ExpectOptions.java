package dev.netkit.discovery.command;

import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.net.AddressText;
import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.scan.Handshake;
import dev.netkit.discovery.scan.HostReport;
import dev.netkit.discovery.scan.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    void check() {
        if (expected < 1) {
            throw new UsageException("--expect is 1 or more, not " + expected);
        }
    }

    boolean isGiven() {
        return expected != 1 || list.isPresent();
    }

    /** Whether that many hosts are enough. */
    boolean isMetBy(int up) {
        return up >= expected;
    }

    boolean isList() {
        return list.isPresent();
    }

    /** Those who should be there, as they stand in the file. */
    List<String> wanted() throws LocalFileException {
        try {
            return Files.readAllLines(list.orElseThrow()).stream()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new LocalFileException("cannot read " + list.get(), e);
        }
    }

    /** Those of them who are not up. */
    static List<String> missing(List<String> wanted, List<HostReport> found) {
        Set<String> there = new HashSet<>();
        found.stream().filter(host -> host.presence() == Presence.UP).forEach(host -> addNames(there, host));
        return wanted.stream().filter(name -> !there.contains(canonical(name))).toList();
    }

    private static void addNames(Set<String> there, HostReport host) {
        there.add(AddressText.of(host.address()));
        host.mac().ifPresent(mac -> there.add(mac.toString()));
        host.handshake()
                .filter(Handshake::isFresh)
                .map(Handshake::userID)
                .map(ExpectOptions::canonical)
                .ifPresent(there::add);
        host.name().map(ExpectOptions::canonical).ifPresent(name -> {
            there.add(name);
            there.add(name.replaceFirst("\\..*", "")); // in its own domain a host is known by its first name
        });
    }

    /** A hardware address may be written in several ways, a name in both cases. */
    private static String canonical(String name) {
        try {
            return MacAddress.parse(name).toString();
        } catch (IllegalArgumentException e) {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}

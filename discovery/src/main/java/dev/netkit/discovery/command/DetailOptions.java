package dev.netkit.discovery.command;

import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.discovery.BeaconConfig;
import dev.netkit.discovery.scan.Details;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is asked of hosts that are there. */
final class DetailOptions {
    @Option(
            names = {"-n", "--no-names"},
            description = "look up no names")
    private boolean noNames;

    @Option(names = "--banner", description = "show what open ports say by themselves")
    private boolean banners;

    @Option(
            names = "--handshake",
            description = "ask port 5000 who it is, if that shares the key; needs --key-file or NETKIT_KEY")
    private boolean handshake;

    @Mixin
    private KeyOptions key;

    Details details(Console console) throws LocalFileException {
        List<FernetKey> keys = handshake ? key.requiredKeys(console) : List.of();
        return new Details(!noNames, banners, BeaconConfig.DEFAULT_HTTP_PORT, keys);
    }
}

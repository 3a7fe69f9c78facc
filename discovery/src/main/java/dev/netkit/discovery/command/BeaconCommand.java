package dev.netkit.discovery.command;

import dev.netkit.common.cli.AnnounceOptions;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.ListenOptions;
import dev.netkit.common.cli.MetricsOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.PortConverter;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.metrics.Metrics;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.TcpServerConfig;
import dev.netkit.discovery.Beacon;
import dev.netkit.discovery.BeaconConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code netkit beacon}. */
@Command(
        name = "beacon",
        modelTransformer = BeaconCommand.WithoutConnections.class,
        description = {
            "Answers those who share its key: HTTP handshakes on port 5000, UDP broadcasts on port 1234.",
            "Bound to one address it hears no broadcasts."
        },
        footer = {
            "",
            "Examples:",
            "  netkit beacon --key-file room.key",
            "  netkit beacon --key-file room.key --name lab-7"
        })
public final class BeaconCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private ListenOptions listen;

    @Mixin
    private OutputOptions output;

    @Mixin
    private AnnounceOptions announce;

    @Mixin
    private MetricsOptions metrics;

    @Mixin
    private KeyOptions key;

    @Option(names = "--name", paramLabel = "NAME", description = "the beacon's name (default: the system user's name)")
    private String name = System.getProperty("user.name", "");

    @Option(
            names = "--udp-port",
            paramLabel = "N",
            converter = PortConverter.class,
            description = "port to hear broadcasts on; 0 picks a free one (default: 1234)")
    private int udpPort = BeaconConfig.DEFAULT_UDP_PORT;

    /** A beacon answers requests, and holds no connections that could be the first or idle. */
    static final class WithoutConnections implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec spec) {
            spec.remove(spec.findOption("--once"));
            spec.remove(spec.findOption("--idle-timeout"));
            return spec;
        }
    }

    public BeaconCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        context.prepare(listen, BeaconConfig.DEFAULT_HTTP_PORT);
        BeaconConfig config = config();
        ServiceOutput events = output.open(context.console());
        try (Metrics metered = metrics.open(events)) {
            Server server = Beacon.open(config, metered.listener());
            context.serve(announce.on(server, ServiceType.BEACON, config.name(), events), events);
        }
        return ExitCode.DONE;
    }

    BeaconConfig config() throws IOException {
        if (name.isBlank() || name.length() > BeaconConfig.LONGEST_NAME) {
            throw new UsageException("--name has 1 to " + BeaconConfig.LONGEST_NAME + " characters");
        }
        TcpServerConfig http = listen.tcp(BeaconConfig.SERVICE, BeaconConfig.DEFAULT_HTTP_PORT, Duration.ZERO);
        ListenAddress first = http.listen().get(0);
        ListenAddress udp = new ListenAddress(first.host(), udpPort, first.autoPort());
        return new BeaconConfig(http, udp, name, key.requiredKeys(context.console()));
    }
}

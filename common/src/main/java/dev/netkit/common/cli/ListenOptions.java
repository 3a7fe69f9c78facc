package dev.netkit.common.cli;

import dev.netkit.common.net.ConnectionLimits;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a server listens and whom it takes. */
public final class ListenOptions {
    @Option(
            names = {"-p", "--port"},
            paramLabel = "N",
            converter = PortConverter.class,
            description = "port to listen on; 0 picks a free one")
    private List<Integer> ports = new ArrayList<>();

    @Option(
            names = {"-b", "--bind"},
            paramLabel = "ADDR",
            converter = AddressConverter.class,
            description = "address to listen on; all by default")
    private InetAddress bind;

    @Option(names = "--auto-port", description = "if the port is busy, take the next free one and say which")
    private boolean autoPort;

    @Option(names = "--sequential", description = "one client at a time; the next one waits")
    private boolean sequential;

    @Option(names = "--once", description = "leave after the first client")
    private boolean once;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "serve so many at once, the next ones wait; 0 = no limit (default: 10000)")
    private int maxConnections = TcpServerConfig.DEFAULT_MAX_CONNECTIONS;

    @Option(
            names = "--idle-timeout",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "end a connection after so long a silence, such as 90s; 0 = never")
    private Duration idleTimeout;

    @Option(names = "--ask", description = "ask for the address and the port, unless given")
    private boolean ask;

    public boolean once() {
        return once;
    }

    /** Asks for what was not given, if the user wants to be asked. */
    public void complete(Console console, int defaultPort) throws IOException {
        if (!ask) {
            return;
        }
        Questions questions = new Questions(console);
        if (bind == null) {
            bind = questions.ask("Address to listen on", "all", AddressConverter::parseOrAll);
        }
        if (ports.isEmpty()) {
            ports.add(questions.ask("Port", String.valueOf(defaultPort), Endpoint::parsePort));
        }
    }

    /** Where a service listens that has one port. */
    public ListenAddress address(int defaultPort) {
        if (ports.size() > 1) {
            throw new UsageException("--port is given once here");
        }
        return addresses(defaultPort).get(0);
    }

    /** Where a service listens that may have several ports. */
    private List<ListenAddress> addresses(int defaultPort) {
        return (ports.isEmpty() ? List.of(defaultPort) : ports)
                .stream()
                        .map(port -> new ListenAddress(Optional.ofNullable(bind), port, autoPort))
                        .toList();
    }

    /** The configuration that these options describe, with a service's own defaults where they say nothing. */
    public TcpServerConfig tcp(String service, int defaultPort, Duration defaultIdle) {
        return tcp(service, List.of(address(defaultPort)), defaultIdle);
    }

    /** As {@link #tcp}, for a service that may have several ports. */
    public TcpServerConfig tcpOnPorts(String service, int defaultPort, Duration defaultIdle) {
        return tcp(service, addresses(defaultPort), defaultIdle);
    }

    private TcpServerConfig tcp(String service, List<ListenAddress> addresses, Duration defaultIdle) {
        if (maxConnections < 0) {
            throw new UsageException("--max-connections is 0 (no limit) or more, not " + maxConnections);
        }
        int most = sequential ? 1 : maxConnections == 0 ? Integer.MAX_VALUE : maxConnections;
        Duration idle = idleTimeout == null ? defaultIdle : idleTimeout;
        return TcpServerConfig.of(service, addresses)
                .withMaxConnections(most)
                .withOnce(once)
                .withLimits(ConnectionLimits.DEFAULT.withIdle(idle));
    }
}

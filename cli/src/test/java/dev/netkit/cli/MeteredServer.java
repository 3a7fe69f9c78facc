package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.StopSignals;
import dev.netkit.common.cli.TestConsole;
import dev.netkit.common.metrics.Exposition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server command with metrics, inside this process, on ports of its own; closing it stops it as a signal does. */
final class MeteredServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestConsole console = TestConsole.ofPipes("");
    private final StopSignals signals = new StopSignals();
    private final Thread thread;
    private volatile int exitCode = -1;

    private MeteredServer(String[] arguments) {
        Program program = new Program(new CommandContext(console.console(), signals), DefaultValues.none());
        thread = new Thread(() -> exitCode = program.run(arguments), "test-" + arguments[0]);
        thread.setDaemon(true);
    }

    /** Starts it, and blocks until it listens. */
    static MeteredServer start(String command, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of(command, "--bind", "127.0.0.1", "-p", "0", "--metrics", "0", "--json", "-q"));
        arguments.addAll(List.of(options));
        MeteredServer server = new MeteredServer(arguments.toArray(String[]::new));
        server.thread.start();
        String last = command.equals("beacon") ? "beacon-udp" : "";
        await().atMost(PATIENCE)
                .failFast(() -> server.exitCode >= 0)
                .until(() -> server.event("listening", last).isPresent());
        return server;
    }

    private Optional<JsonNode> event(String name, String service) {
        return console.out()
                .lines()
                .map(MeteredServer::parse)
                .filter(event -> event.path("event").asText().equals(name))
                .filter(event ->
                        service.isEmpty() || event.path("service").asText().equals(service))
                .findFirst();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InetSocketAddress address(String event, String service) {
        int port = event(event, service).orElseThrow().path("port").asInt();
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    InetSocketAddress address() {
        return address("listening", "");
    }

    InetSocketAddress address(String service) {
        return address("listening", service);
    }

    String endpoint() {
        return "127.0.0.1:" + address().getPort();
    }

    Exposition scrape() {
        return Exposition.of(address("metrics", ""));
    }

    /** Blocks until a sample has that value. */
    void awaitValue(String sample, double value) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(scrape().value(sample)).as(sample).isEqualTo(value));
    }

    @Override
    public void close() {
        signals.stop();
        await().atMost(PATIENCE).until(() -> !thread.isAlive());
        assertThat(exitCode).isZero();
        assertThat(event("stopped", "")).isPresent();
    }
}

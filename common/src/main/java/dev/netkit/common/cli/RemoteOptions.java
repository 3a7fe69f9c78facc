package dev.netkit.common.cli;

import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which server a client talks to, and how long it waits. */
public final class RemoteOptions {
    private static final String DEFAULT_HOST = "localhost";

    @Parameters(index = "0", arity = "0..1", paramLabel = "HOST[:PORT]", description = "the server")
    private String server;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "N",
            converter = PortConverter.class,
            description = "the server's port, where HOST has none")
    private Integer port;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "wait so long for the connection and for each answer; 0 = for ever (default: 10s)")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(names = "--ask", description = "ask for the host and the port, unless given")
    private boolean ask;

    public Duration timeout() {
        return timeout;
    }

    /**
     * The server, where it was given as an address of one of these schemes ({@code ws} for {@code ws://host:7777/ws}).
     *
     * @param defaultPorts what a scheme stands for where neither the address nor {@code --port} has one
     */
    public Optional<URI> url(Map<String, Integer> defaultPorts) {
        int end = server == null ? -1 : server.indexOf("://");
        String scheme = end < 0 ? "" : server.substring(0, end).toLowerCase(Locale.ROOT);
        return defaultPorts.containsKey(scheme) ? Optional.of(url(defaultPorts.get(scheme))) : Optional.empty();
    }

    private URI url(int defaultPort) {
        try {
            URI given = new URI(server);
            if (given.getHost() == null || given.getRawUserInfo() != null) {
                throw new UsageException("'" + server + "' names no host");
            }
            int usual = port == null ? defaultPort : port;
            int chosen = Endpoint.checkPort(given.getPort() < 0 ? usual : given.getPort());
            return new URI(
                    given.getScheme().toLowerCase(Locale.ROOT),
                    null,
                    given.getHost(),
                    chosen,
                    given.getPath(),
                    given.getQuery(),
                    null);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new UsageException("'" + server + "' is no address: " + e.getMessage());
        }
    }

    /** The server that was given, or that the person answers when asked. */
    public Endpoint endpoint(Console console, int defaultPort) throws IOException {
        int usualPort = port == null ? defaultPort : port;
        if (server == null && !ask) {
            throw new UsageException("which server? HOST[:PORT] is missing");
        }
        if (server != null) {
            Endpoint given = parse(server, usualPort);
            return !ask || port != null || Endpoint.namesPort(server) ? given : withPort(given, new Questions(console));
        }
        Questions questions = new Questions(console);
        String answer =
                questions.ask("Host", DEFAULT_HOST, text -> Endpoint.parse(text, usualPort) == null ? "" : text);
        Endpoint answered = Endpoint.parse(answer, usualPort);
        return port != null || Endpoint.namesPort(answer) ? answered : withPort(answered, questions);
    }

    private static Endpoint withPort(Endpoint server, Questions questions) throws IOException {
        return new Endpoint(server.host(), questions.ask("Port", String.valueOf(server.port()), Endpoint::parsePort));
    }

    private static Endpoint parse(String text, int defaultPort) {
        try {
            return Endpoint.parse(text, defaultPort);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}

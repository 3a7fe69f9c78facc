package dev.netkit.common.cli;

import dev.netkit.common.dnssd.FoundService;
import dev.netkit.common.dnssd.SearchConfig;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which server a client talks to, and how long it waits. */
public final class RemoteOptions {
    private static final String FIND = "--find";
    private static final String DEFAULT_HOST = "localhost";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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

    @Option(
            names = FIND,
            arity = "0..1",
            paramLabel = "NAME",
            fallbackValue = "",
            preprocessor = AttachedValue.class,
            description = "look for a server that is announced, and leave HOST out; by its NAME if there are several")
    private String wanted;

    @Option(
            names = "--interface",
            paramLabel = "IFACE",
            converter = InterfaceConverter.class,
            description = "with --find: look on that network interface only")
    private NetworkInterface network;

    private boolean hasOthers;

    public Duration timeout() {
        return timeout;
    }

    /**
     * The server, where it was given as an address of one of these schemes ({@code ws} for {@code ws://host:7777/ws}).
     *
     * @param defaultPorts what a scheme stands for where neither the address nor {@code --port} has one
     */
    public Optional<URI> url(Map<String, Integer> defaultPorts) {
        int end = server == null || wanted != null ? -1 : server.indexOf("://");
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

    /** The arguments after the server, of a command that has some: all of them, where the server is looked for. */
    public List<String> others(List<String> afterServer) {
        hasOthers = true;
        return wanted == null || server == null
                ? afterServer
                : Stream.concat(Stream.of(server), afterServer.stream()).toList();
    }

    /**
     * The server that was given, or that is found, or that the person answers when asked.
     *
     * @param type what is looked for
     */
    public Endpoint endpoint(Console console, ServiceType type, int defaultPort) throws IOException {
        return wanted == null ? endpoint(console, defaultPort) : find(console, type);
    }

    private Endpoint find(Console console, ServiceType type) throws IOException {
        if (server != null && !hasOthers) {
            throw new UsageException(FIND + " looks for the server itself: leave '" + server + "' out");
        }
        new GivenOptions(spec).refuse("is not for a server that is looked for", "--port", "--ask");
        List<NetworkInterface> networks = network == null ? SearchConfig.usualNetworks() : List.of(network);
        FoundService found = new ServiceFinder(console, type, networks)
                .find(Optional.of(wanted).filter(name -> !name.isEmpty()));
        if (!new GivenOptions(spec).has("--quiet")) {
            console.say("found " + SafeText.escape(found.name()) + " at " + Endpoint.of(found.address()));
        }
        return Endpoint.of(found.address());
    }

    private Endpoint endpoint(Console console, int defaultPort) throws IOException {
        int usualPort = port == null ? defaultPort : port;
        if (server == null && !ask) {
            throw new UsageException("which server? HOST[:PORT] is missing; --find looks for one");
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

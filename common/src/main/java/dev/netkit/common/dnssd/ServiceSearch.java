package dev.netkit.common.dnssd;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Asks who is there by Multicast DNS, and hears who answers; for one question. It asks as a full member of the group
 * does (RFC 6762, section 5.2), whose answers a firewall lets pass.
 */
public final class ServiceSearch implements Closeable {
    /** From the first question to the second; each later pause is three times as long. */
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private static final int LONGER = 3;

    /** What is missing is asked for when whoever has it had the time to say it unasked. */
    private static final long BEFORE_MISSING = TimeUnit.MILLISECONDS.toNanos(150);

    /** What an Ethernet frame holds, with room for the longest name. */
    private static final int LONGEST_QUERY = 1_100;

    private final SearchConfig config;
    private final Findings findings;
    private final Selector selector;
    private final List<MulticastLink> links = new ArrayList<>();
    private Predicate<FoundService> listener;
    private volatile boolean enough;
    private IOException failure;

    public ServiceSearch(SearchConfig config) throws IOException {
        this.config = config;
        this.findings = new Findings(config.types());
        this.selector = Selector.open();
    }

    /**
     * Asks, and blocks until the time is up, the listener has enough, or {@link #stop} is called.
     *
     * @param goesOn is told of each service as soon as it is known; false = that is enough
     * @throws IOException if no network could be asked, for the reason that the last one had
     */
    public void ask(Predicate<FoundService> goesOn) throws IOException {
        listener = goesOn;
        config.networks().forEach(this::open);
        if (links.isEmpty() && failure != null) {
            throw failure;
        }
        long start = System.nanoTime();
        long askAt = start;
        long pause = FIRST_PAUSE;
        long missingAt = start + BEFORE_MISSING;
        while (!enough) {
            long now = System.nanoTime();
            if (now - start >= config.patience().toNanos()) {
                return;
            }
            if (now - askAt >= 0) {
                send(typeQuestions(), findings.known());
                askAt = now + pause;
                pause *= LONGER;
            }
            if (now - missingAt >= 0) {
                send(findings.missing(), List.of());
                missingAt = now + FIRST_PAUSE;
            }
            await(Math.min(Math.min(askAt, missingAt) - now, config.patience().toNanos() - (now - start)));
        }
    }

    private void open(NetworkInterface network) {
        try {
            links.add(MulticastLink.open(network, selector));
        } catch (IOException e) {
            failure = e;
        }
    }

    private List<DnsQuestion> typeQuestions() {
        return config.types().stream()
                .map(type -> new DnsQuestion(type.domain(), DnsType.PTR))
                .toList();
    }

    /** What does not fit into one message is left out; a question goes before what is known already. */
    private void send(List<DnsQuestion> questions, List<? extends DnsRecord> known) {
        List<DnsQuestion> asked = new ArrayList<>(questions);
        List<DnsRecord> said = new ArrayList<>(known);
        while (DnsWriter.write(DnsMessage.query(asked, said)).length > LONGEST_QUERY) {
            List<?> longer = said.isEmpty() ? asked : said;
            longer.subList(longer.size() / 2, longer.size()).clear();
        }
        if (!asked.isEmpty()) {
            links.forEach(link -> send(link, DnsMessage.query(asked, said)));
        }
    }

    private static void send(MulticastLink link, DnsMessage query) {
        try {
            link.send(Outgoing.toAll(query));
        } catch (IOException e) {
            // The network is down; others may answer.
        }
    }

    private void await(long nanos) throws IOException {
        long millis = Math.max(1, Duration.ofNanos(nanos).toMillis());
        selector.select(key -> hear((MulticastLink) key.attachment()), millis);
    }

    private void hear(MulticastLink link) {
        try {
            link.receive(received -> {
                InetAddress peer = received.peer().getAddress();
                for (FoundService found : findings.learn(received.message(), peer, link::isOnLink)) {
                    enough = enough || !listener.test(found);
                }
            });
        } catch (IOException e) {
            // The network is down; others may answer.
        }
    }

    /** Ends the search from any thread. */
    public void stop() {
        enough = true;
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        links.forEach(MulticastLink::close);
        selector.close();
    }
}

package dev.netkit.common.cli;

import dev.netkit.common.dnssd.FoundService;
import dev.netkit.common.dnssd.SearchConfig;
import dev.netkit.common.dnssd.ServiceSearch;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the server of a client that was given none: one is taken, of several a person chooses. */
final class ServiceFinder {
    /** Whoever hears the first or the second question has answered by then. */
    private static final Duration USUAL = Duration.ofMillis(1_200);

    /** One neighbour can announce a thousand. */
    private static final int MOST_SHOWN = 20;

    private static final Duration LONGER = Duration.ofSeconds(2);

    private final Console console;
    private final ServiceType type;
    private final List<NetworkInterface> networks;

    ServiceFinder(Console console, ServiceType type, List<NetworkInterface> networks) {
        this.console = console;
        this.type = type;
        this.networks = networks;
    }

    /** The only server of that name, or of any; blocks for 1.2 s, for 3.2 s if there is none, and while a person chooses. */
    FoundService find(Optional<String> name) throws IOException {
        Predicate<FoundService> wanted =
                service -> name.isEmpty() || service.name().equalsIgnoreCase(name.get());
        List<FoundService> found = search(USUAL, wanted, name.isPresent());
        if (found.isEmpty()) {
            found = search(LONGER, wanted, true);
        }
        if (found.isEmpty()) {
            String called = name.map(text -> " by the name '" + text + "'").orElse("");
            throw new NothingFoundException(
                    "no " + type.word() + " server is announced here" + called,
                    "start one with --announce, or say where it is: HOST[:PORT]");
        }
        return found.size() == 1 ? found.get(0) : choose(found);
    }

    private List<FoundService> search(Duration patience, Predicate<FoundService> wanted, boolean oneIsEnough)
            throws IOException {
        List<FoundService> found = new ArrayList<>();
        try (ServiceSearch search = new ServiceSearch(new SearchConfig(Set.of(type), networks, patience))) {
            search.ask(service -> {
                if (wanted.test(service)) {
                    found.add(service);
                }
                return found.isEmpty() || !oneIsEnough;
            });
        }
        found.sort(Comparator.comparing(FoundService::name));
        return found;
    }

    /** One of several, at most {@value #MOST_SHOWN} of which are shown. */
    FoundService choose(List<FoundService> found) throws IOException {
        int shown = Math.min(found.size(), MOST_SHOWN);
        for (int i = 0; i < shown; i++) {
            FoundService one = found.get(i);
            console.say(String.format("%4d  %s  %s", i + 1, SafeText.word(one.name()), Endpoint.of(one.address())));
        }
        if (shown < found.size()) {
            console.say("      and " + (found.size() - shown) + " more: --find=NAME takes one of them");
        }
        if (!console.inIsTerminal()) {
            throw new UsageException(
                    found.size() + " " + type.word() + " servers are announced: --find=NAME takes one");
        }
        return new Questions(console).ask("Which one", "1", answer -> found.get(index(answer, shown)));
    }

    private static int index(String answer, int count) {
        if (!answer.matches("[1-9]\\d{0,3}") || Integer.parseInt(answer) > count) {
            throw new IllegalArgumentException("1 to " + count);
        }
        return Integer.parseInt(answer) - 1;
    }
}

package dev.netkit.discovery.command;

import dev.netkit.common.dnssd.ServiceSearch;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Asks by DNS-SD, whoever has announced a service. */
final class AnnouncedWay implements Inquiry.Way {
    private final ServiceSearch search;
    private final AtomicInteger found = new AtomicInteger();

    AnnouncedWay(ServiceSearch search) {
        this.search = search;
    }

    @Override
    public void ask(Predicate<Answer> goesOn) throws IOException {
        try (search) {
            search.ask(service -> {
                found.incrementAndGet();
                return goesOn.test(Answer.of(service));
            });
        }
    }

    @Override
    public void stop() {
        search.stop();
    }

    int found() {
        return found.get();
    }
}

package dev.netkit.discovery.command;

import dev.netkit.discovery.Discovery;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks by broadcast, those who share the key. */
final class BroadcastWay implements Inquiry.Way {
    private final Discovery discovery;
    private volatile Optional<Discovery.Summary> summary = Optional.empty();

    BroadcastWay(Discovery discovery) {
        this.discovery = discovery;
    }

    @Override
    public void ask(Predicate<Answer> goesOn) throws IOException {
        summary = Optional.of(discovery.ask(beacon -> goesOn.test(Answer.of(beacon))));
    }

    @Override
    public void stop() {
        discovery.stop();
    }

    /** How it went, once it is over. */
    Optional<Discovery.Summary> summary() {
        return summary;
    }
}

package dev.netkit.common.net;

import static org.awaitility.Awaitility.await;

import dev.netkit.common.net.ServiceEvent.Detail;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers what a service told, in the order in which it was told. */
public final class RecordedEvents implements ServiceListener {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(10);

    private final Detail detail;
    private final Queue<ServiceEvent> events = new ConcurrentLinkedQueue<>();

    /** Wants events up to this detail, and remembers whatever is told. */
    public RecordedEvents(Detail detail) {
        this.detail = detail;
    }

    @Override
    public boolean wants(Detail wanted) {
        return wanted.compareTo(detail) <= 0;
    }

    @Override
    public void on(ServiceEvent event) {
        events.add(event);
    }

    public List<ServiceEvent> all() {
        return List.copyOf(events);
    }

    /** The events of one kind so far. */
    public <E extends ServiceEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Blocks until the first event of this kind is told, and fails if none is. */
    public <E extends ServiceEvent> E first(Class<E> kind) {
        return first(kind, 1).get(0);
    }

    /** Blocks until so many events of this kind are told, and fails if they are not. */
    public <E extends ServiceEvent> List<E> first(Class<E> kind, int count) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .alias(count + " times " + kind.getSimpleName())
                .until(() -> all(kind).size() >= count);
        return all(kind).subList(0, count);
    }
}

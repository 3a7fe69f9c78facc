package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.chat.client.dialect.DialectName;
import dev.netkit.chat.client.dialect.Speech;
import dev.netkit.chat.client.line.Patience;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.RecordedEvents;
import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A client whose conversation runs on a thread of its own, and what it has told. */
final class RunningClient implements Closeable {
    static final Patience PATIENT = Patience.of(Duration.ofSeconds(30), true);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Queue<ChatEvent> events = new ConcurrentLinkedQueue<>();
    private final RecordedEvents service = new RecordedEvents(Detail.ACTIVITY);
    private final ChatClient client;
    private final Thread thread;
    private volatile IOException failure;

    private RunningClient(ClientSettings settings) {
        client = new ChatClient(settings, service, events::add);
        thread = new Thread(this::run, "test-chat");
        thread.setDaemon(true);
        thread.start();
    }

    static RunningClient at(FakeServer server) {
        return new RunningClient(settings(server.endpoint()));
    }

    static RunningClient with(ClientSettings settings) {
        return new RunningClient(settings);
    }

    static ClientSettings settings(Endpoint server) {
        return settings(server, DialectName.NATIVE, PATIENT);
    }

    static ClientSettings settings(Endpoint server, DialectName dialect, Patience patience) {
        Speech speech = new Speech(dialect, FrameEncoding.ASCII, FrameEncoding.DEFAULT_LIMIT, List.of());
        return new ClientSettings(server, "ann", "lobby", speech, Backlog.NONE, patience);
    }

    private void run() {
        try {
            client.run();
        } catch (IOException e) {
            failure = e;
        }
    }

    ChatClient client() {
        return client;
    }

    RecordedEvents service() {
        return service;
    }

    <E extends ChatEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<ChatEvent> all() {
        return List.copyOf(events);
    }

    /** Blocks until so many events of a kind are told. */
    <E extends ChatEvent> List<E> first(Class<E> kind, int count) {
        await().atMost(LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .alias(count + " times " + kind.getSimpleName())
                .until(() -> all(kind).size() >= count);
        return all(kind).subList(0, count);
    }

    <E extends ChatEvent> E first(Class<E> kind) {
        return first(kind, 1).get(0);
    }

    /** Blocks until the conversation is over; what it failed with, or null. */
    IOException end() {
        try {
            thread.join(LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thread.isAlive()).as("the conversation goes on").isFalse();
        return failure;
    }

    @Override
    public void close() {
        client.close();
        end();
    }
}

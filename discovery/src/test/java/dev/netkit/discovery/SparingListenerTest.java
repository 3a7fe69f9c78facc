package dev.netkit.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.net.RecordedEvents;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SparingListenerTest {
    private static final ServiceEvent RECEIVED =
            new ServiceEvent.Received(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), 12);

    private final RecordedEvents told = new RecordedEvents(Detail.ACTIVITY);
    private long now;
    private final SparingListener listener = new SparingListener(told, () -> now);

    @Test
    void fewEventsAreToldAsTheyAre() {
        for (int i = 0; i < SparingListener.EVENTS_A_SECOND; i++) {
            listener.on(RECEIVED);
        }
        listener.on(new ServiceEvent.Stopped("beacon-udp"));
        assertThat(told.all(ServiceEvent.Received.class)).hasSize(SparingListener.EVENTS_A_SECOND);
        assertThat(told.all(ServiceEvent.Problem.class)).isEmpty();
    }

    @Test
    void ofAFloodThereIsALittleEachSecondAndHowMuchWasLeftOut() {
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 100_000; i++) {
                now += 10_000;
                listener.on(RECEIVED);
            }
        }
        listener.on(new ServiceEvent.Stopped("beacon-udp"));
        int received = told.all(ServiceEvent.Received.class).size();
        assertThat(received).isBetween(10 * 20 - 20, 10 * 20 + 20);
        assertThat(told.all(ServiceEvent.Problem.class)).hasSizeBetween(9, 11);
        assertThat(leftOut() + received).isEqualTo(1_000_000);
    }

    @Test
    void problemsOfEachDatagramAreEventsToo() {
        for (int i = 0; i < 1_000; i++) {
            listener.on(new ServiceEvent.Problem("cannot answer", "network unreachable"));
        }
        assertThat(told.all(ServiceEvent.Problem.class)).hasSize(SparingListener.EVENTS_A_SECOND);
        now += Duration.ofSeconds(1).toNanos();
        listener.on(RECEIVED);
        assertThat(leftOut()).isEqualTo(1_000 - SparingListener.EVENTS_A_SECOND);
    }

    private long leftOut() {
        return told.all(ServiceEvent.Problem.class).stream()
                .filter(problem -> problem.why().endsWith(" events left out"))
                .mapToLong(problem -> Long.parseLong(problem.why().replaceFirst(" .*", "")))
                .sum();
    }
}

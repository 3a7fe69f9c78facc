package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where there are few descriptors. */
@Timeout(60)
class AttemptsTest {
    private static final int DESCRIPTORS = 20;

    private int open;
    private int mostOpen;
    private int expired;

    /** Waits in vain for a moment, on one of the few descriptors. */
    private final class InVain implements Attempt {
        private long deadline;

        @Override
        public SelectableChannel open() throws IOException {
            if (open == DESCRIPTORS) {
                throw new IOException("too many open files");
            }
            open++;
            mostOpen = Math.max(mostOpen, open);
            return DatagramChannel.open();
        }

        @Override
        public int begin(long now) {
            deadline = now + Duration.ofMillis(20).toNanos();
            return SelectionKey.OP_READ;
        }

        @Override
        public int proceed(long now) {
            return SelectionKey.OP_READ;
        }

        @Override
        public long deadline() {
            return deadline;
        }

        @Override
        public void expire() {
            open--;
            expired++;
        }
    }

    @Test
    void theyWaitForOneAnotherAndLeaveSomeToOthers() throws IOException {
        try (Attempts attempts = new Attempts()) {
            for (int i = 0; i < 100; i++) {
                attempts.add(new InVain());
            }
            attempts.step(Duration.ofMillis(100));
            assertThat(mostOpen).isEqualTo(DESCRIPTORS);
            mostOpen = 0;
            while (!attempts.isIdle()) {
                attempts.step(Duration.ofMillis(5));
            }
            assertThat(expired).isEqualTo(100);
            assertThat(mostOpen).isBetween(1, DESCRIPTORS);
        }
    }

    @Test
    void noTimeAtAllIsNotForEver() throws IOException {
        try (Attempts attempts = new Attempts()) {
            attempts.step(Duration.ZERO);
            attempts.step(Duration.ofNanos(-1));
            assertThat(attempts.isIdle()).isTrue();
        }
    }

    @Test
    void whereThereAreNoneAtAllItFails() throws IOException {
        open = DESCRIPTORS;
        try (Attempts attempts = new Attempts()) {
            attempts.add(new InVain());
            assertThatThrownBy(() -> attempts.step(Duration.ofMillis(1))).isInstanceOf(IOException.class);
        }
    }
}

package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cables are pulled at random moments, and nobody is told: nothing is missing, nothing comes twice. */
@Timeout(180)
class PulledCableTest {
    private static final int CLIENTS = 50;
    private static final int TEXTS = 15;
    private static final int PULLS = 4;
    private static final long LAST = CLIENTS * TEXTS;

    @TempDir
    private Path folder;

    @Test
    void whoComesBackHasMissedNothingAndHearsNothingTwice() throws Exception {
        try (ChatFixture chat = ChatFixture.open()) {
            assertNothingIsLost(chat, 1);
        }
    }

    @Test
    void whoComesBackHasMissedNothingOfWhatIsStoredFirst() throws Exception {
        try (ChatFixture chat = ChatFixture.withHistory(folder, true)) {
            assertNothingIsLost(chat, 2);
        }
    }

    private static void assertNothingIsLost(ChatFixture chat, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<Returner> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> new Returner(chat.address(), "client-" + i, random.split(), TEXTS))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<CompletableFuture<Void>> runs = clients.stream()
                    .map(client -> CompletableFuture.runAsync(() -> client.run(PULLS, LAST), threads))
                    .toList();
            for (CompletableFuture<Void> run : runs) {
                run.get(120, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        List<Long> all = LongStream.rangeClosed(1, LAST).boxed().toList();
        List<String> texts = clients.get(0).heard();
        assertThat(texts).hasSize((int) LAST).doesNotHaveDuplicates();
        for (Returner client : clients) {
            assertThat(client.numbers()).isEqualTo(all);
            assertThat(client.heard()).isEqualTo(texts);
        }
        for (int i = 0; i < CLIENTS; i++) {
            String says = "client-" + i + " says ";
            assertThat(texts.stream().filter(text -> text.startsWith(says)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, TEXTS).mapToObj(n -> says + n).toList());
        }
    }
}

package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.HandmadeFrames;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message to all, and members that do not take it. */
@Timeout(180)
class BroadcastTest {
    private static final String LONG = "x".repeat(60_000);

    @Test
    void whoLeavesInTheMiddleStopsNobody() throws Exception {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann");
                Chatter bob = chat.chatter("bob")) {
            List<Chatter> leavers = IntStream.range(0, 30)
                    .mapToObj(i -> chat.chatter("leaver-" + i))
                    .toList();
            CompletableFuture<Void> said = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 500; i++) {
                    ann.says("text", "content", "text " + i);
                }
            });
            leavers.forEach(Chatter::close);
            List<String> all =
                    IntStream.range(0, 500).mapToObj(i -> "text " + i).toList();
            assertThat(bob.hearsTexts(500)).isEqualTo(all);
            assertThat(ann.hearsTexts(500)).isEqualTo(all);
            said.get(30, TimeUnit.SECONDS);
            await().atMost(ChatFixture.PATIENCE)
                    .until(() -> chat.server.host().who().get("lobby").equals(List.of("ann", "bob")));
        }
    }

    @Test
    void whoNeverReadsIsCutOffAndHindersNobody() throws IOException {
        try (ChatFixture chat = ChatFixture.withLimit(Duration.ofSeconds(2));
                Chatter ann = chat.chatter("ann");
                Chatter bob = chat.chatter("bob");
                Chatter deaf = Chatter.on(PolitePeer.connect(chat.address(), 4_096), HandmadeFrames.BINARY)
                        .enters("deaf")) {
            int said = 0;
            while (chat.events.all(Disconnected.class).isEmpty()) {
                ann.says("text", "content", LONG + said, "id", "" + said);
                assertThat(bob.hearsTexts(1)).containsExactly(LONG + said);
                assertThat(ann.hears("message").path("id").asText()).isEqualTo("" + said);
                said++;
            }
            Disconnected end = chat.events.first(Disconnected.class);
            assertThat(end.peer()).isEqualTo(deaf.socket().address());
            assertThat(end.reason()).isEqualTo(EndReason.STUCK_WRITE);
            assertThat(chat.server.host().who().get("lobby")).containsExactly("ann", "bob");
        }
    }

    /** Alone in its room it is most of the room, which then waits for it. */
    @Test
    void whoFloodsItsOwnRoomAndNeverReadsIsLetGo() throws Exception {
        try (ChatFixture chat = ChatFixture.withLimit(Duration.ofMillis(500));
                Chatter deaf = Chatter.on(PolitePeer.connect(chat.address(), 4_096), HandmadeFrames.BINARY)
                        .enters("deaf")) {
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(deaf));
            assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.STUCK_WRITE);
            flood.get(30, TimeUnit.SECONDS);
            assertThat(chat.server.host().who().get("lobby")).isEmpty();
            chat.chatter("deaf").close();
        }
    }

    private static void flood(Chatter deaf) {
        try {
            for (int i = 0; i < 1_000; i++) {
                deaf.says("text", "content", LONG);
            }
        } catch (UncheckedIOException e) {
            // It was cut off.
        }
    }

    @Test
    void twoHundredComeAndGoAndEverybodyIsToldOfEach() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann")) {
            for (int i = 0; i < 200; i++) {
                chat.chatter("guest-" + i).close();
            }
            List<String> told = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                var heard = ann.hears();
                told.add(heard.path("username").asText() + " "
                        + heard.path("type").asText());
            }
            for (int i = 0; i < 200; i++) {
                assertThat(told).containsSubsequence("guest-" + i + " joined", "guest-" + i + " left");
            }
            assertThat(told).doesNotHaveDuplicates();
            assertThat(chat.server.host().who().get("lobby")).containsExactly("ann");
        }
    }

    @Test
    void roomsThatComeAndGoAtOnceLoseNobody() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (ChatFixture chat = ChatFixture.open()) {
            List<CompletableFuture<Void>> crowd = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                try (Chatter one = chat.chatter("guest-" + i)) {
                                    for (int round = 0; round < 100; round++) {
                                        one.says("join", "room", "den").hears("users");
                                        one.says("text", "content", i + " " + round, "room", "den", "id", "r" + round);
                                        while (!one.hears("message")
                                                .path("id")
                                                .asText()
                                                .equals("r" + round)) {
                                            // another one's
                                        }
                                        one.says("leave", "room", "den");
                                    }
                                }
                            },
                            threads))
                    .toList();
            for (CompletableFuture<Void> one : crowd) {
                one.get(60, TimeUnit.SECONDS);
            }
            threads.shutdown();
            await().atMost(ChatFixture.PATIENCE)
                    .until(() -> !chat.server.host().who().containsKey("den"));
        }
    }
}

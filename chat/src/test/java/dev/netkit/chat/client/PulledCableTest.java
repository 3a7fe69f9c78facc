package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.chat.ChatConfig;
import dev.netkit.chat.ChatServer;
import dev.netkit.chat.client.dialect.DialectName;
import dev.netkit.chat.client.dialect.Speech;
import dev.netkit.chat.hall.ChatRules;
import dev.netkit.chat.hall.MemberListener;
import dev.netkit.chat.wire.ChatReply.Message;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Clients of a real server whose cables are pulled while everybody speaks. */
class PulledCableTest {
    private static final int CLIENTS = 12;
    private static final int TEXTS = 25;
    private static final int PULLS = 3;

    @Test
    void nothingIsMissingNothingComesTwiceAndAllIsInOrder() throws IOException {
        ListenAddress any = new ListenAddress(Optional.of(InetAddress.getLoopbackAddress()), 0, false);
        ChatConfig usual = ChatConfig.of(TcpServerConfig.of(ChatConfig.SERVICE, any));
        ChatConfig config = new ChatConfig(
                usual.tcp(),
                usual.messageLimit(),
                List.of(),
                false,
                Optional.empty(),
                false,
                false,
                List.of(),
                new ChatRules(Optional.empty(), 0));
        try (RunningServer server = RunningServer.start(
                ChatServer.open(config, Clock.systemUTC(), ServiceListener.NONE, MemberListener.NONE))) {
            List<Talker> talkers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                talkers.add(new Talker(i, new Cable(server.address())));
            }
            try {
                talkers.forEach(Talker::start);
                talkers.forEach(talker -> until("let in", () -> talker.in));
                talkers.forEach(Talker::sayAll);
                talkers.forEach(talker -> until(talker + " has heard all", talker::hasHeardAll));
                talkers.forEach(Talker::check);
            } finally {
                talkers.forEach(Talker::close);
            }
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(String what, Condition condition) {
        await().alias(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::holds);
    }

    /** A client that pulls its own cable when it has heard so much. */
    private static final class Talker {
        private final Queue<Message> heard = new ConcurrentLinkedQueue<>();
        private final Queue<ChatEvent> trouble = new ConcurrentLinkedQueue<>();
        private final SplittableRandom random;
        private final Cable cable;
        private final ChatClient client;
        private final Thread thread;
        private volatile boolean in;
        private int pulls;
        private int nextPull;

        Talker(int number, Cable cable) {
            this.random = new SplittableRandom(number);
            this.cable = cable;
            this.nextPull = 1 + random.nextInt(CLIENTS * TEXTS / PULLS);
            ClientSettings usual = RunningClient.settings(cable.endpoint());
            ClientSettings settings = new ClientSettings(
                    usual.server(),
                    "talker " + number,
                    ChatClient.LOBBY,
                    new Speech(
                            DialectName.NATIVE,
                            FrameEncoding.values()[number % 2],
                            FrameEncoding.DEFAULT_LIMIT,
                            List.of()),
                    Backlog.NONE,
                    usual.patience());
            this.client = new ChatClient(settings, ServiceListener.NONE, this::on);
            this.thread = new Thread(this::run, "test-talker");
            thread.setDaemon(true);
        }

        void start() {
            thread.start();
        }

        private void run() {
            try {
                client.run();
            } catch (IOException e) {
                trouble.add(new ChatEvent.Refused("failed", e.toString()));
            }
        }

        private void on(ChatEvent event) {
            if (event instanceof ChatEvent.Up) {
                in = true;
            } else if (event instanceof ChatEvent.Said said) {
                hear(said.message());
            } else if (event instanceof ChatEvent.Stored stored) {
                hear(stored.message());
            } else if (event instanceof ChatEvent.Gap
                    || event instanceof ChatEvent.Unsaid
                    || event instanceof ChatEvent.Refused
                    || event instanceof ChatEvent.NotLetIn) {
                trouble.add(event);
            }
        }

        private void hear(Message message) {
            heard.add(message);
            if (pulls < PULLS && heard.size() >= nextPull) {
                pulls++;
                nextPull = heard.size() + 1 + random.nextInt(CLIENTS * TEXTS / PULLS);
                cable.pull();
            }
        }

        void sayAll() {
            try {
                for (int i = 0; i < TEXTS; i++) {
                    client.say("text " + i);
                }
            } catch (TextTooLongException e) {
                throw new AssertionError(e);
            }
        }

        boolean hasHeardAll() {
            return heard.size() >= CLIENTS * TEXTS || !trouble.isEmpty();
        }

        void check() {
            assertThat(trouble).as(this + " has trouble").isEmpty();
            assertThat(heard.stream().map(message -> message.seq().orElseThrow()))
                    .as("numbers that %s has heard", this)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, CLIENTS * TEXTS).boxed().toList());
            assertThat(client.unsettled()).isZero();
        }

        void close() {
            client.close();
            cable.close();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public String toString() {
            return client.username();
        }
    }
}

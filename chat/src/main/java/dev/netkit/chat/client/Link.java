package dev.netkit.chat.client;

import dev.netkit.chat.client.dialect.Dialect;
import dev.netkit.chat.client.dialect.Heard;
import dev.netkit.chat.client.line.Line;
import dev.netkit.chat.client.line.Patience;
import dev.netkit.chat.client.line.PutOutException;
import dev.netkit.chat.wire.ChatReply.Message;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceListener;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One connection of a conversation: listens on the caller's thread, and speaks on one of its own. */
final class Link {
    /** How long the server may take to close, after a goodbye or when nothing can be sent any more. */
    private static final long LAST_WORDS_SECONDS = 2;

    private final Line line;
    private final Dialect dialect;
    private final Conversation conversation;
    private final Silence silence;
    private final Hearing hearing;
    private final ChatListener listener;
    private final Clock clock;
    private final CountDownLatch allHeard = new CountDownLatch(1);
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private volatile boolean saidGoodbye;

    Link(
            Call call,
            Conversation conversation,
            Patience patience,
            ChatListener listener,
            ServiceListener events,
            Clock clock) {
        this.line = call.line();
        this.dialect = call.dialect();
        this.conversation = conversation;
        this.silence = new Silence(patience);
        this.hearing = new Hearing(conversation, silence, listener, events, clock);
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Speaks and listens until the conversation ends; blocks until then.
     *
     * @throws IOException if the connection ends before
     */
    void run() throws IOException {
        silence.begins();
        Thread speaker = new Thread(this::speak, "netkit-chat-sender");
        speaker.setDaemon(true);
        speaker.start();
        try {
            listen();
        } catch (ProtocolException | PutOutException e) {
            throw e; // whatever else went wrong, this is why
        } catch (IOException e) {
            throw Optional.ofNullable(failure.get()).orElse(e);
        } finally {
            allHeard.countDown();
            line.close();
            conversation.outbox().wake();
            join(speaker);
            conversation.outbox().connectionLost();
        }
        if (!saidGoodbye) {
            throw new EOFException("the server closed the connection");
        }
    }

    private static void join(Thread speaker) {
        try {
            speaker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws IOException {
        Optional<Heard> heard;
        do {
            silence.begins();
            heard = dialect.receive();
            silence.ends();
            if (heard.isPresent()) {
                hearing.hear(heard.get());
            }
        } while (heard.isPresent());
    }

    private void speak() {
        try {
            greet();
            while (allHeard.getCount() > 0 && !saidGoodbye) {
                Optional<ChatRequest> next =
                        conversation.outbox().take(dialect.traits().window(), silence.untilNextLook());
                if (next.isPresent()) {
                    send(next.get());
                }
                keepAlive();
            }
            waitForLastWords();
        } catch (SocketTimeoutException e) {
            failure.set(e);
            line.cut(EndReason.IDLE);
        } catch (IOException e) {
            failure.set(e);
            waitForLastWords(); // the server may have said why before it closed
        }
    }

    private void greet() throws IOException {
        ChatRequest.Hello hello = conversation.hello();
        hearing.ask(hello);
        dialect.send(hello);
        if (!dialect.traits().letsIn()) {
            hearing.letIn();
        }
    }

    private void send(ChatRequest request) throws IOException {
        if (request instanceof ChatRequest.Bye) {
            saidGoodbye = true;
        }
        if (request instanceof ChatRequest.Hello && !hearing.isIn()) {
            silence.expectAnswer();
        }
        if (dialect.knows(request)) {
            hearing.ask(request);
            dialect.send(request);
            sent(request);
        } else {
            cannotSend(request);
        }
    }

    /** Where nothing comes back, a text that has gone is done with. */
    private void sent(ChatRequest request) {
        if (request instanceof ChatRequest.Text text && !dialect.traits().confirms()) {
            conversation.outbox().settle(text.id().orElseThrow());
            listener.on(new ChatEvent.Sent(new Message(
                    conversation.username(),
                    text.content(),
                    text.room(),
                    Optional.empty(),
                    Optional.of(clock.instant()),
                    Optional.empty(),
                    text.id())));
        }
    }

    private void cannotSend(ChatRequest request) {
        String why = "this server has no words for that";
        if (request instanceof ChatRequest.Text text) {
            conversation.outbox().settle(text.id().orElseThrow());
            listener.on(new ChatEvent.Unsaid(text.content(), why));
        } else if (!(request instanceof ChatRequest.Bye)) {
            listener.on(new ChatEvent.Refused("unknown-type", why));
        }
    }

    private void keepAlive() throws IOException {
        silence.check();
        if (dialect.traits().pings() && silence.mustAsk()) {
            dialect.send(new ChatRequest.Ping());
        }
    }

    private void waitForLastWords() {
        try {
            if (saidGoodbye) {
                line.endOutput();
            }
            if (!allHeard.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                line.cut(EndReason.CLOSED);
            }
        } catch (IOException e) {
            line.cut(EndReason.CONNECTION_LOST);
        } catch (InterruptedException e) {
            line.cut(EndReason.CLOSED);
        }
    }
}

package dev.netkit.chat.command;

import dev.netkit.chat.client.ChatClient;
import dev.netkit.chat.client.ChatEvent;
import dev.netkit.chat.client.ChatListener;
import dev.netkit.chat.client.ClientSettings;
import dev.netkit.chat.client.TextTooLongException;
import dev.netkit.chat.wire.ChatReply.Message;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.WithoutPortions;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A chat without a terminal: lines in are said, lines out were said by others. */
final class ChatFilter implements ChatListener {
    /** What a server with another key, or of another protocol, answers to a hello. */
    private static final Set<String> PROTOCOL_CODES =
            Set.of("bad-token", "bad-json", "bad-field", "bad-frame", "unknown-type");

    private final Console console;
    private final CommandContext context;
    private final ServiceOutput events;
    private final boolean json;
    private final boolean listen;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final AtomicReference<ChatEvent.NotLetIn> notLetIn = new AtomicReference<>();
    private final AtomicInteger unsaid = new AtomicInteger();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile ChatClient client;

    /** @param listen whether it goes on when the input has ended */
    ChatFilter(CommandContext context, ServiceOutput events, boolean json, boolean listen) {
        this.console = context.console();
        this.context = context;
        this.events = events;
        this.json = json;
        this.listen = listen;
    }

    /** Blocks until the input has ended and is said, or nobody reads the output, or the server does not let us in. */
    int run(ClientSettings settings) throws IOException {
        client = new ChatClient(settings, new WithoutPortions(events), this);
        context.stopSignals().cutsClientShort(client::close);
        events.whenLost(client::close);
        Thread input = new Thread(() -> sayAll(settings), "netkit-chat-input");
        input.setDaemon(true); // nothing wakes it from a pipe into which nobody writes
        input.start();
        client.run();
        events.check();
        if (failure.get() != null) {
            throw failure.get();
        }
        if (notLetIn.get() != null) {
            console.say("netkit: " + EventText.INSTANCE.notLetIn(notLetIn.get()));
            return PROTOCOL_CODES.contains(notLetIn.get().code()) ? ExitCode.PROTOCOL : ExitCode.NO;
        }
        return unsaid.get() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private void sayAll(ClientSettings settings) {
        try {
            InputLines lines = new InputLines(console.in(), settings.speech().limit());
            int number = 0;
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                say(line.get(), ++number);
            }
            answered.await(); // even with nothing to say, it is to be seen whether there is a server
            if (!listen) {
                awaitStored(settings.patience().connect());
            }
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException e) {
            client.close();
        }
    }

    private void say(String line, int number) {
        if (line.isBlank()) {
            return;
        }
        try {
            client.say(line);
        } catch (TextTooLongException e) {
            unsaid.incrementAndGet();
            console.say("netkit: line " + number + " is not said: " + e.getMessage());
        }
    }

    /** A server that slows us down is waited for as long as it takes one text after another. */
    private void awaitStored(Duration patience) throws SocketTimeoutException {
        int left = client.awaitStored(patience);
        if (left > 0 && notLetIn.get() == null) {
            throw new SocketTimeoutException(
                    left + (left == 1 ? " line is" : " lines are") + " not known to be stored");
        }
        client.close();
    }

    private void fail(IOException e) {
        failure.compareAndSet(null, e);
        client.close();
    }

    @Override
    public void on(ChatEvent event) {
        if (event instanceof ChatEvent.NotLetIn refusal) {
            notLetIn.set(refusal);
            client.close();
        } else if (event instanceof ChatEvent.Unsaid) {
            unsaid.incrementAndGet();
        }
        if (event instanceof ChatEvent.Up || event instanceof ChatEvent.NotLetIn) {
            answered.countDown();
        }
        show(event);
    }

    private void show(ChatEvent event) {
        if (json) {
            events.print(event.tell(EventJson.INSTANCE));
        } else if (event instanceof ChatEvent.Said said) {
            print(said.message());
        } else if (event instanceof ChatEvent.Confided confided) {
            print(confided.message());
        } else if (!isShownOtherwise(event)) {
            boolean loss = event instanceof ChatEvent.Unsaid || event instanceof ChatEvent.Gap;
            events.tell(
                    loss ? Detail.ESSENTIAL : Detail.ACTIVITY,
                    event.tell(EventJson.INSTANCE),
                    event.tell(EventText.INSTANCE));
        }
    }

    /** What we have said ourselves is not for the next program in a pipe, which may well be one that answers. */
    private boolean isShownOtherwise(ChatEvent event) {
        return event instanceof ChatEvent.Joined joined && joined.username().equals(client.username())
                || event instanceof ChatEvent.Left left && left.username().equals(client.username())
                || event instanceof ChatEvent.Stored
                || event instanceof ChatEvent.Sent
                || event instanceof ChatEvent.NotLetIn;
    }

    private void print(Message message) {
        if (failure.get() != null) {
            return;
        }
        try {
            console.print(MessageText.line(message, ZoneId.systemDefault()));
        } catch (IOException e) {
            fail(e);
        }
    }
}

package dev.netkit.chat.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.chat.client.ChatClient;
import dev.netkit.chat.client.ChatEvent;
import dev.netkit.chat.client.ChatListener;
import dev.netkit.chat.client.ClientSettings;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.WithoutPortions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;

/** A chat at a terminal: what comes is shown above the line that is being typed, which stays as it is. */
final class ChatTerminal implements ChatListener {
    /** As a shell tells of a program that Ctrl-C has ended. */
    private static final int INTERRUPTED = 130;

    /** What was typed last is worth so long a wait before one leaves. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final Duration LONGEST_END = Duration.ofSeconds(4);

    private final CommandContext context;
    private final OutputOptions output;
    private final KnownNames names = new KnownNames();
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private EventLine lines;
    private LineReaderImpl reader;
    private ChatClient client;
    private volatile boolean connected = true;
    private volatile boolean ended;
    private volatile boolean stopped;

    ChatTerminal(CommandContext context, OutputOptions output) {
        this.context = context;
        this.output = output;
    }

    /** Blocks until the person leaves, or the conversation cannot go on. */
    int run(ClientSettings settings) throws IOException {
        try (Terminal terminal = terminal()) {
            boolean utf8 = UTF_8.name().equalsIgnoreCase(System.getProperty("native.encoding"));
            lines = new EventLine(new NameStyles(isColoured(terminal)), utf8, Clock.systemDefaultZone());
            reader = reader(terminal);
            client = new ChatClient(settings, service(), this);
            Thread typing = Thread.currentThread();
            context.stopSignals().cutsClientShort(() -> stop(typing));
            return converse(typing);
        }
    }

    /** Not asked what it can do with clusters: its answer takes its time, and what is typed meanwhile would be lost. */
    private static Terminal terminal() throws IOException {
        return TerminalBuilder.builder().system(true).graphemeCluster(false).build();
    }

    private static boolean isColoured(Terminal terminal) {
        return System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                && !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    private LineReaderImpl reader(Terminal terminal) {
        return (LineReaderImpl) LineReaderBuilder.builder()
                .terminal(terminal)
                .completer(new Completion(names, () -> client.rooms()))
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.ERASE_LINE_ON_FINISH, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .build();
    }

    /** The events of the connection are shown as those of the chat, unless somebody wants to see more of them. */
    private ServiceListener service() throws IOException {
        if (output.isPlain() || output.quiet()) {
            return ServiceListener.NONE;
        }
        OutputStream above = new AboveOutput(line -> reader.printAbove(line));
        Console shown = new Console(InputStream.nullInputStream(), above, above, "");
        return new WithoutPortions(output.open(shown));
    }

    private void stop(Thread typing) {
        stopped = true;
        typing.interrupt(); // so that the terminal is left as it was
        client.close();
    }

    private int converse(Thread typing) throws IOException {
        Thread conversation = new Thread(() -> hold(typing), "netkit-chat");
        conversation.setDaemon(true);
        conversation.start();
        boolean interrupted = type();
        if (!interrupted && !ended) {
            int left = client.awaitStored(FAREWELL);
            if (left > 0) {
                note(left + (left == 1 ? " text is" : " texts are") + " not known to be stored");
            }
        }
        client.close();
        join(conversation);
        if (failure.get() != null) {
            throw failure.get();
        }
        return interrupted || stopped ? INTERRUPTED : ExitCode.DONE;
    }

    private void hold(Thread typing) {
        try {
            client.run();
        } catch (IOException e) {
            failure.set(e);
        } finally {
            ended = true;
            typing.interrupt();
        }
    }

    private static void join(Thread conversation) {
        Thread.interrupted(); // the conversation's end may have meant to wake us
        try {
            conversation.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            // It has ended in this moment.
        }
    }

    /** Takes lines until the person leaves; says whether that was by Ctrl-C. */
    private boolean type() {
        TypedLines typed = new TypedLines(client, names, this::note);
        try {
            while (!ended) {
                String paragraph = reader.readLine(prompt());
                for (String line : paragraph.split("\n")) {
                    if (!take(typed, line)) {
                        return false;
                    }
                }
            }
            return false;
        } catch (UserInterruptException | IllegalStateException e) {
            return true; // by Ctrl-C, or by a signal, at which the terminal closes itself
        } catch (EndOfFileException e) {
            return false;
        }
    }

    private boolean take(TypedLines typed, String line) {
        int before = client.unsettled();
        boolean goesOn = typed.take(line);
        if (!connected && client.unsettled() > before) {
            show(lines.waiting(client.username(), line));
        }
        return goesOn;
    }

    private String prompt() {
        String room = SafeText.escape(client.room());
        int waiting = connected ? 0 : client.unsettled();
        String state = connected ? "" : waiting == 0 ? " (no connection)" : " (no connection, " + waiting + " waiting)";
        return room + state + "> ";
    }

    private void note(String text) {
        show(lines.note(text));
    }

    @Override
    public void on(ChatEvent event) {
        names.hear(event);
        boolean repeated = event instanceof ChatEvent.Down && !connected;
        if (event instanceof ChatEvent.Up) {
            connected = true;
        } else if (event instanceof ChatEvent.Down) {
            connected = false;
        }
        reader.setPrompt(prompt());
        if (!repeated && !isOurOwnWay(event)) {
            show(lines.of(event, client.room())); // and the prompt again, below it
        }
    }

    private void show(AttributedString line) {
        try {
            reader.printAbove(line);
        } catch (IllegalStateException e) {
            // The terminal has closed itself because the process is asked to end.
        }
    }

    /** We know that we come and go. */
    private boolean isOurOwnWay(ChatEvent event) {
        return event instanceof ChatEvent.Joined joined && joined.username().equals(client.username())
                || event instanceof ChatEvent.Left left && left.username().equals(client.username());
    }
}

package dev.netkit.chat.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.chat.client.FakeServer;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.CommandSession;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.StopSignals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** {@code netkit chat} in the test's process, between two pipes. */
final class ChatSession {
    private static final int BUG = 70;

    private final PipedOutputStream input = new PipedOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StopSignals stopSignals = new StopSignals();
    private final FutureTask<Integer> running;
    private volatile boolean outputClosed;

    private ChatSession(List<String> arguments) {
        Console console = new Console(pipe(), new Output(), err, "");
        CommandContext context = new CommandContext(console, stopSignals);
        running =
                new FutureTask<>(() -> CommandSession.run(ChatCommand::new, context, arguments.toArray(String[]::new)));
        Thread thread = new Thread(running, "test-chat-command");
        thread.setDaemon(true);
        thread.start();
    }

    static ChatSession at(FakeServer server, String... options) {
        return at(server.endpoint().toString(), options);
    }

    static ChatSession at(String server, String... options) {
        List<String> arguments = new ArrayList<>(List.of(server, "--name", "ann"));
        Collections.addAll(arguments, options);
        return new ChatSession(arguments);
    }

    private PipedInputStream pipe() {
        try {
            return new PipedInputStream(input, 64 * 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a line into its input. */
    void type(String line) {
        try {
            input.write((line + "\n").getBytes(UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void endInput() {
        try {
            input.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody reads its output any more. */
    void closeOutput() {
        outputClosed = true;
    }

    StopSignals stopSignals() {
        return stopSignals;
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }

    /** Blocks until that stands in its output. */
    void awaitOut(String text) {
        await(() -> out().contains(text));
    }

    /** Blocks until it has said that. */
    void awaitErr(String text) {
        awaitErr(text, 1);
    }

    /** Blocks until it has said that so many times. */
    void awaitErr(String text, int times) {
        await(() -> err().split(Pattern.quote(text), -1).length > times);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }

    /** Blocks until it ends; its exit code. */
    int end() {
        try {
            return running.get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("it does not end; it has said: " + err(), e);
        } catch (InterruptedException | ExecutionException e) {
            return BUG;
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (outputClosed) {
                throw new LocalFileException("cannot write", new IOException("nobody reads"));
            }
            out.write(source, offset, length);
        }
    }
}

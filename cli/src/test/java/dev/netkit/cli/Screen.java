package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a running command shows, line by line, and the keyboard in front of it. */
final class Screen {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[mK]");
    private static final long LONGEST_NANOS = Duration.ofSeconds(60).toNanos();

    /** What was waited for did not come. */
    static final class Stuck extends Exception {
        private static final long serialVersionUID = 1;

        Stuck(String message) {
            super(message);
        }
    }

    private final Process process;
    private final StringBuilder text = new StringBuilder();
    private int read;
    private boolean ended;

    Screen(Process process) {
        this.process = process;
        Thread reader = new Thread(this::listen, "screen");
        reader.setDaemon(true);
        reader.start();
    }

    private void listen() {
        try (Reader reader = new InputStreamReader(process.getInputStream(), UTF_8)) {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                append((char) c);
            }
        } catch (IOException e) {
            // The process was ended.
        }
        end();
    }

    private synchronized void append(char c) {
        if (c != '\r') {
            text.append(c);
            notifyAll();
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Blocks for the next line; empty when the command has ended and all was read. */
    synchronized Optional<String> nextLine() throws InterruptedException, Stuck {
        await(() -> text.indexOf("\n", read) >= 0 || ended);
        if (read == text.length()) {
            return Optional.empty();
        }
        int end = text.indexOf("\n", read);
        String line = text.substring(read, end < 0 ? text.length() : end);
        read = end < 0 ? text.length() : end + 1;
        return Optional.of(COLOUR.matcher(line).replaceAll(""));
    }

    /** Blocks until exactly this, masked, stands in the last line, and takes it for read; empty lines before it do not count. */
    synchronized void awaitPrompt(String prompt, UnaryOperator<String> mask) throws InterruptedException, Stuck {
        String wanted = mask.apply(prompt);
        await(() -> mask.apply(unread()).equals(wanted) || ended);
        if (ended) {
            throw new Stuck("it ended before it asked '" + prompt + "', after:\n" + text);
        }
        read = text.length();
    }

    private String unread() {
        return text.substring(read).replaceFirst("^\n+", "");
    }

    private void await(BooleanSupplier condition) throws InterruptedException, Stuck {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long left = LONGEST_NANOS - (System.nanoTime() - begin);
            if (left <= 0) {
                throw new Stuck("nothing more came in a minute, after:\n" + text);
            }
            wait(1 + left / 1_000_000);
        }
    }

    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    synchronized String everything() {
        return text.toString();
    }

    /** Blocks until the command has ended. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }
}

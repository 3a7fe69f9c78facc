package dev.netkit.common.cli;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Whether the terminal shows what is typed; Java cannot tell it, so the system's {@code stty} does. */
final class TerminalEcho implements AutoCloseable {
    private static final File TERMINAL = new File("/dev/tty");
    private static final long LONGEST_SECONDS = 5;

    private final Thread restore = new Thread(() -> set("echo"));
    private final boolean off;

    private TerminalEcho() {
        Runtime.getRuntime().addShutdownHook(restore); // Ctrl-C at the prompt leaves no dumb terminal behind
        off = set("-echo");
    }

    /** Shows nothing that is typed until it is closed; {@link #isOff} says whether that worked. */
    static TerminalEcho off() {
        return new TerminalEcho();
    }

    boolean isOff() {
        return off;
    }

    private static boolean set(String mode) {
        try {
            Process stty = new ProcessBuilder("stty", mode)
                    .redirectInput(TERMINAL)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return stty.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && stty.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        set("echo");
        try {
            Runtime.getRuntime().removeShutdownHook(restore);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook does no harm.
        }
    }
}

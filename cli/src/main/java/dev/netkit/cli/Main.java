package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.StopSignals;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The process: starts the program, passes signals on, and exits with its code. */
public final class Main {
    /** A little more than the 5 s that a server gives its connections. */
    private static final long LONGEST_STOP_SECONDS = 8;

    private static final CountDownLatch ENDED = new CountDownLatch(1);
    private static volatile int exitCode;

    private Main() {}

    public static void main(String[] args) {
        StopSignals stopSignals = new StopSignals();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopSignals), "netkit-stop"));
        exitCode = new Program(new CommandContext(Console.ofProcess(), stopSignals)).run(args);
        ENDED.countDown();
        System.exit(exitCode);
    }

    /**
     * Runs when the process is asked to end, and at every exit. A server that was told to stop leaves with its own
     * code; for everyone else the JVM's 130 or 143 stands.
     */
    private static void stop(StopSignals stopSignals) {
        if (ENDED.getCount() == 0) {
            return;
        }
        Optional<Boolean> endsWell = stopSignals.stop();
        if (endsWell.isPresent() && ended() && endsWell.get()) {
            Runtime.getRuntime().halt(exitCode);
        }
    }

    private static boolean ended() {
        try {
            return ENDED.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

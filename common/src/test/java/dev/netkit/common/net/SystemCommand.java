package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A command of the system's that a test needs, its words separated by blanks. */
public final class SystemCommand {
    private SystemCommand() {}

    /** Fails unless it succeeds. */
    public static void run(String command) throws InterruptedException {
        assertThat(can(command)).as(command).isTrue();
    }

    /** Blocks until it has ended, 20 s at most; whether there is such a program, and it succeeds. */
    public static boolean can(String command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}

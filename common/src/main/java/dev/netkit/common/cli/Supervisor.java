package dev.netkit.common.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;

/** Whoever started this process and waits until its ports are open, as systemd does for a unit of {@code Type=notify}. */
final class Supervisor {
    private static final String SOCKET = "NOTIFY_SOCKET";

    private final Map<String, String> environment;
    private final String program;

    Supervisor(Map<String, String> environment, String program) {
        this.environment = environment;
        this.program = program;
    }

    static Supervisor ofProcess() {
        return new Supervisor(System.getenv(), "systemd-notify");
    }

    /**
     * Says that the service is ready, as {@code sd_notify(3)} has it, if anybody waits for that; blocks until it is heard,
     * for 5 s at most. Java sends no datagrams to a Unix socket, so systemd's own program does.
     */
    void tellReady(String status) throws IOException {
        if (environment.getOrDefault(SOCKET, "").isEmpty()) {
            return;
        }
        Process process = new ProcessBuilder(program, "--ready", "--status=" + status)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program + " ended with exit code " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

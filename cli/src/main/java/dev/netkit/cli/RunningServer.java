package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.net.Server;
import java.io.IOException;

/** A server on a thread of its own, for the time of a training. */
record RunningServer(Server server) implements AutoCloseable {
    static RunningServer start(Server server) {
        new Thread(() -> serve(server)).start();
        return new RunningServer(server);
    }

    private static void serve(Server server) {
        try {
            server.serve();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String endpoint() {
        return "localhost:" + server.address().getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Runs a server command and stops it as a signal would, as soon as it can be stopped. */
    static void runAndStop(String... args) {
        CommandContext context = Training.silentContext("");
        Thread stopper = new Thread(() -> {
            while (context.stopSignals().stop().isEmpty()) {
                Thread.onSpinWait();
            }
        });
        stopper.start();
        Training.silent(context).run(args);
    }
}

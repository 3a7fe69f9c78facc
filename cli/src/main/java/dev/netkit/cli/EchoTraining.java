package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import dev.netkit.echo.EchoServer;
import dev.netkit.echo.EchoServerConfig;
import java.io.IOException;

/** The echo commands' part of the training: the client in each of its forms against a server of its own. */
final class EchoTraining {
    private EchoTraining() {}

    static void run() throws IOException {
        try (Running server = Running.start()) {
            String endpoint = "localhost:" + server.port();
            Training.silent("").run("echo", endpoint, "hello");
            Training.silent("").run("echo", endpoint, "hello", "--json");
            Training.silent("hello\n").run("echo", endpoint);
            Training.silent("").run("echo", endpoint, "-c", "3", "--trace");
        }
        stopOwnServer("echo-server", "--bind", "127.0.0.1", "-p", "0", "--json", "-q", "--once");
    }

    /** Runs a server command and stops it as a signal would, as soon as it can be stopped. */
    private static void stopOwnServer(String... args) {
        CommandContext context = Training.silentContext("");
        Thread stopper = new Thread(() -> {
            while (context.stopSignals().stop().isEmpty()) {
                Thread.onSpinWait();
            }
        });
        stopper.start();
        Training.silent(context).run(args);
    }

    private record Running(Server server, Thread thread) implements AutoCloseable {
        static Running start() throws IOException {
            TcpServerConfig tcp = TcpServerConfig.of("echo", ListenAddress.loopback(0));
            Server server = EchoServer.open(EchoServerConfig.of(tcp), ServiceListener.NONE);
            Thread thread = new Thread(() -> serve(server));
            thread.start();
            return new Running(server, thread);
        }

        private static void serve(Server server) {
            try {
                server.serve();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        int port() {
            return server.address().getPort();
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}

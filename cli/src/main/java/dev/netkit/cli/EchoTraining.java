package dev.netkit.cli;

import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import dev.netkit.echo.EchoServer;
import dev.netkit.echo.EchoServerConfig;
import java.io.IOException;

/** The echo commands' part of the training: the client in each of its forms against a server of its own. */
final class EchoTraining {
    private EchoTraining() {}

    static void run() throws IOException {
        TcpServerConfig tcp = TcpServerConfig.of("echo", ListenAddress.loopback(0));
        try (RunningServer server =
                RunningServer.start(EchoServer.open(EchoServerConfig.of(tcp), ServiceListener.NONE))) {
            Training.silent("").run("echo", server.endpoint(), "hello");
            Training.silent("").run("echo", server.endpoint(), "hello", "--json");
            Training.silent("hello\n").run("echo", server.endpoint());
            Training.silent("").run("echo", server.endpoint(), "-c", "3", "--trace");
        }
        RunningServer.runAndStop("echo-server", "--bind", "127.0.0.1", "-p", "0", "--json", "-q", "--once");
    }
}

package dev.netkit.cli;

import dev.netkit.auth.AuthClient;
import dev.netkit.auth.AuthConfig;
import dev.netkit.auth.AuthServer;
import dev.netkit.auth.SessionKeys;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.Stores;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The part of identification and authentication in the training; keeps no session, and leaves no file. */
final class AuthTraining {
    private static final String PASSWORD = "correct horse battery";

    private AuthTraining() {}

    static void run() throws IOException {
        Path folder = Files.createTempDirectory("netkit");
        try {
            serve(folder);
            RunningServer.runAndStop(
                    "auth-server",
                    "--bind",
                    "127.0.0.1",
                    "-p",
                    "0",
                    "-q",
                    "--data",
                    folder.resolve("a").toString());
            RunningServer.runAndStop(
                    "id-server",
                    "--bind",
                    "127.0.0.1",
                    "-p",
                    "0",
                    "-q",
                    "--store",
                    folder.resolve("b").toString());
        } finally {
            FileTraining.delete(folder);
        }
    }

    private static void serve(Path folder) throws IOException {
        AuthConfig config = new AuthConfig(
                TcpServerConfig.of(AuthConfig.SERVICE, ListenAddress.loopback(0)),
                List.of(),
                AuthConfig.DEFAULT_IDLE,
                AuthConfig.DEFAULT_ABSOLUTE,
                true);
        Clock clock = Clock.systemUTC();
        try (AccountStore store = Stores.sqlite(folder.resolve("accounts.db"));
                RunningServer server = RunningServer.start(AuthServer.open(
                        config,
                        store,
                        SessionKeys.open(folder.resolve("keys"), clock),
                        clock,
                        ServiceListener.NONE,
                        event -> {}))) {
            Training.silent(PASSWORD).run("auth", "register", server.endpoint(), "ann", "--password-stdin");
            String token = login(server);
            Training.silent(token).run("auth", "whoami", server.endpoint(), "--token-stdin");
            Training.silent(token).run("auth", "logout", "-q", server.endpoint(), "--token-stdin");
        }
    }

    private static String login(RunningServer server) throws IOException {
        try (AuthClient client = AuthClient.connect(
                Endpoint.parse(server.endpoint(), 0), Duration.ofSeconds(10), List.of(), ServiceListener.NONE)) {
            return client.login("ann", PASSWORD.toCharArray()).token();
        }
    }
}

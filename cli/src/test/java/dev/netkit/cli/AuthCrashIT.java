package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netkit.auth.AuthClient;
import dev.netkit.auth.Verifier;
import dev.netkit.auth.VerifierMaker;
import dev.netkit.auth.store.Account;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.Stores;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while people register: who was told that they are registered is. */
@Timeout(120)
class AuthCrashIT {
    private static final Path JAR = Path.of("target", "netkit.jar").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CROWD = 20;
    private static final int ENOUGH = 25; // 30 can register from one address at once

    @TempDir
    private Path folder;

    private Process server;

    @AfterEach
    void endServer() {
        server.destroyForcibly();
    }

    @Test
    void everyConfirmedAccountOutlivesAKilledServer() throws Exception {
        Endpoint endpoint = startServer();
        Verifier verifier = new VerifierMaker().make("correct horse".toCharArray(), Verifier.FEWEST_ITERATIONS);
        Set<String> confirmed = ConcurrentHashMap.newKeySet();
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            int number = i;
            Thread thread = new Thread(() -> registerUntilTheEnd(endpoint, number, verifier, confirmed));
            thread.start();
            crowd.add(thread);
        }
        while (confirmed.size() < ENOUGH) {
            Thread.onSpinWait();
        }
        server.destroyForcibly().waitFor();
        for (Thread thread : crowd) {
            thread.join();
        }
        Endpoint again = startServer();
        try (AccountStore store = Stores.sqlite(folder.resolve("accounts").resolve("accounts.db"))) {
            assertThat(store.accounts()).extracting(Account::name).containsAll(confirmed);
        }
        try (AuthClient client = AuthClient.connect(again, Duration.ofSeconds(10), List.of(), ServiceListener.NONE)) {
            String anybody = confirmed.iterator().next();
            assertThat(client.login(anybody, "correct horse".toCharArray()).username())
                    .isEqualTo(anybody);
        }
    }

    private static void registerUntilTheEnd(Endpoint server, int number, Verifier verifier, Set<String> confirmed) {
        try (AuthClient client = AuthClient.connect(server, Duration.ofSeconds(10), List.of(), ServiceListener.NONE)) {
            for (int i = 0; true; i++) {
                confirmed.add(client.register("user-" + number + "-" + i, verifier));
            }
        } catch (IOException e) {
            // The server is gone.
        }
    }

    private Endpoint startServer() throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "auth-server",
                        "--bind",
                        "127.0.0.1",
                        "-p",
                        "0",
                        "-q",
                        "--json",
                        "--data",
                        folder.resolve("accounts").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader lines = server.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode event = JSON.readTree(line);
            if (event.path("event").asText().equals("listening")) {
                return new Endpoint("127.0.0.1", event.path("port").asInt());
            }
        }
        throw new AssertionError("the server does not listen");
    }
}

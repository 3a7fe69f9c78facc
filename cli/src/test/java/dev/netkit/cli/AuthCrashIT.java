package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.auth.AuthClient;
import dev.netkit.auth.VerifierMaker;
import dev.netkit.auth.account.Account;
import dev.netkit.auth.account.Verifier;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.Stores;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is killed: who was told that they are registered is, and nothing is left that nobody needs. */
@Timeout(120)
class AuthCrashIT extends JarProcessesFixture {
    private static final int CROWD = 20;
    private static final int ENOUGH = 25; // 30 can register from one address at once

    @Test
    void everyConfirmedAccountOutlivesAKilledServer() throws Exception {
        JarProcesses.Server server = serve();
        Endpoint endpoint = endpoint(server);
        Verifier verifier = new VerifierMaker().make("correct horse".toCharArray(), Verifier.FEWEST_ITERATIONS);
        Set<String> confirmed = ConcurrentHashMap.newKeySet();
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            int number = i;
            Thread thread = new Thread(() -> registerUntilTheEnd(endpoint, number, verifier, confirmed));
            thread.start();
            crowd.add(thread);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> confirmed.size() >= ENOUGH);
        server.kill();
        for (Thread thread : crowd) {
            thread.join();
        }
        Endpoint again = endpoint(serve());
        try (AccountStore store = Stores.sqlite(folder.resolve("accounts").resolve("accounts.db"))) {
            assertThat(store.accounts()).extracting(Account::name).containsAll(confirmed);
        }
        try (AuthClient client = AuthClient.connect(again, Duration.ofSeconds(10), List.of(), ServiceListener.NONE)) {
            String anybody = confirmed.iterator().next();
            assertThat(client.login(anybody, "correct horse".toCharArray()).username())
                    .isEqualTo(anybody);
        }
    }

    @Test
    void killedServerLeavesNoTemporaryFiles() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        try (JarProcesses own = JarProcesses.withTemporaryFiles(temporary, folder)) {
            own.serve("auth-server", "-q", "--data", "accounts").kill();
        }
        assertThat(temporary).isEmptyDirectory();
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

    private JarProcesses.Server serve() throws IOException {
        return processes.serve("auth-server", "-q", "--data", "accounts");
    }

    private static Endpoint endpoint(JarProcesses.Server server) {
        return new Endpoint("127.0.0.1", server.port());
    }
}

package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.netkit.auth.account.Verifier;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.Stores;
import dev.netkit.common.crypto.SettableClock;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A server with a store in a folder and a clock that stands still; wrong passwords wait for nothing. */
final class AuthFixture implements Closeable {
    static final long START = 1_800_000_000;
    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration ABSOLUTE = Duration.ofHours(8);

    /** As few as there may be, so that tests do not wait for them. */
    static final int ITERATIONS = Verifier.FEWEST_ITERATIONS;

    final SettableClock clock = new SettableClock(START);
    final List<AuthEvent> events = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger left = new AtomicInteger();
    final AccountStore store;
    final SessionKeys keys;
    final RunningServer server;

    AuthFixture(Path folder) throws IOException {
        this(Stores.sqlite(folder.resolve("accounts.db")), folder);
    }

    /** Takes over the store. */
    AuthFixture(AccountStore accounts, Path keysFolder) throws IOException {
        this(accounts, keysFolder, (connection, delay) -> {});
    }

    /** Takes over the store; wrong passwords wait in the given way, after it was noted how long. */
    AuthFixture(AccountStore accounts, Path keysFolder, Waiting waiting) throws IOException {
        store = accounts;
        keys = SessionKeys.open(keysFolder.resolve("keys"), clock);
        AuthConfig config =
                new AuthConfig(TcpServerConfig.of("auth", ListenAddress.loopback(0)), List.of(), IDLE, ABSOLUTE, true);
        server = RunningServer.start(
                AuthServer.open(config, store, keys, clock, noted(waiting), new Leavers(), events::add));
    }

    private Waiting noted(Waiting waiting) {
        return (connection, delay) -> {
            waits.add(delay);
            waiting.await(connection, delay);
        };
    }

    /** Counts those who have left. */
    private final class Leavers implements ServiceListener {
        @Override
        public boolean wants(Detail detail) {
            return detail == Detail.ACTIVITY;
        }

        @Override
        public void on(ServiceEvent event) {
            if (event instanceof ServiceEvent.Disconnected) {
                left.incrementAndGet();
            }
        }
    }

    AuthClient client() throws IOException {
        return AuthClient.connect(
                Endpoint.of(server.address()), Duration.ofSeconds(20), List.of(), ServiceListener.NONE);
    }

    static Verifier verifier(String password) {
        return new VerifierMaker().make(password.toCharArray(), ITERATIONS);
    }

    void register(String name, String password) throws IOException {
        try (AuthClient client = client()) {
            client.register(name, verifier(password));
        }
    }

    AuthClient.Session login(String name, String password) throws IOException {
        try (AuthClient client = client()) {
            return client.login(name, password.toCharArray());
        }
    }

    /** Whose session the token is. */
    String whoami(String token) throws IOException {
        try (AuthClient client = client()) {
            return client.whoami(token).username();
        }
    }

    static void assertRefused(String code, ThrowingCallable call) {
        assertThat(catchThrowableOfType(RefusedByPeerException.class, call).code())
                .isEqualTo(code);
    }

    @Override
    public void close() throws IOException {
        server.close();
        store.close();
    }
}

package dev.netkit.auth;

import dev.netkit.auth.account.Username;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.Stores;
import dev.netkit.common.net.Endpoint;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * The load of {@code scripts/bench auth}, in a process of its own.
 *
 * <pre>
 * fill STORE N                                adds accounts; STORE is a file, or jdbc:postgresql:...
 * MODE PORT CONNECTIONS SECONDS N [FLOOD]     prints rate, p50 and p99 in microseconds, how many failed;
 *                                             MODE: login, whoami, or the challenge for a known or unknown name
 * postgres                                    prints the address of a PostgreSQL, which ends with standard input
 * </pre>
 */
public final class AuthLoad {
    private static final String VICTIM = "victim";
    private static final long WARM_UP_NANOS = 5_000_000_000L;

    private final Endpoint server;
    private final int accounts;
    private final ConcurrentHistogram latencies = new ConcurrentHistogram(3_600_000_000L, 3);
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean counting;
    private volatile boolean over;

    private AuthLoad(int port, int accounts) {
        this.server = new Endpoint("127.0.0.1", port);
        this.accounts = accounts;
    }

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "fill" -> fill(arguments[1], Integer.parseInt(arguments[2]));
            case "postgres" -> postgres();
            default -> load(arguments);
        }
    }

    private static void fill(String place, int count) throws IOException {
        try (AccountStore store = place.startsWith("jdbc:")
                ? Stores.postgresql(place, Optional.empty())
                : Stores.sqlite(Path.of(place))) {
            store.add(Username.parse(VICTIM), PreparedLogin.VERIFIER, false, 0);
            for (int i = 0; i < count; i++) {
                store.add(Username.parse(PreparedLogin.account(i)), PreparedLogin.VERIFIER, false, 0);
            }
        }
    }

    private static void postgres() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            System.out.println(postgres.getJdbcUrl("postgres", "postgres"));
            while (System.in.read() >= 0) {
                // Until whoever has started this has had enough.
            }
        }
    }

    private static void load(String[] arguments) throws InterruptedException {
        AuthLoad load = new AuthLoad(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[4]));
        int flood = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 0;
        load.run(arguments[0], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]) * 1_000_000_000L, flood);
    }

    private Work work(String mode) {
        return switch (mode) {
            case "login" -> this::logins;
            case "whoami" -> this::whoamis;
            case "known" -> () -> challenges("user-");
            case "unknown" -> () -> challenges("nobody-");
            default -> throw new IllegalArgumentException(mode);
        };
    }

    private void run(String mode, int connections, long nanos, int flood) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        ConcurrentLinkedQueue<Throwable> trouble = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < flood; i++) {
            start(this::flood, trouble);
        }
        for (int i = 0; i < connections; i++) {
            threads.add(start(work(mode), trouble));
        }
        Thread.sleep(WARM_UP_NANOS / 1_000_000);
        counting = true;
        long began = System.nanoTime();
        Thread.sleep(nanos / 1_000_000);
        long count = latencies.getTotalCount();
        double seconds = (System.nanoTime() - began) / 1e9;
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.printf(
                "{\"rate\":%.1f,\"p50\":%d,\"p99\":%d,\"failures\":%d,\"trouble\":\"%s\"}%n",
                count / seconds,
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99),
                failures.get(),
                trouble.isEmpty() ? "" : trouble.peek().toString().replace('"', '\''));
        System.exit(0);
    }

    private interface Work {
        void run() throws Exception;
    }

    private Thread start(Work work, ConcurrentLinkedQueue<Throwable> trouble) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                failures.incrementAndGet();
                trouble.add(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void logins() throws IOException {
        try (PreparedLogin client = new PreparedLogin(server)) {
            while (!over) {
                timed(() -> client.login(
                        PreparedLogin.account(ThreadLocalRandom.current().nextInt(accounts))));
            }
        }
    }

    private void whoamis() throws IOException {
        try (PreparedLogin client = new PreparedLogin(server)) {
            String token = client.login(
                    PreparedLogin.account(ThreadLocalRandom.current().nextInt(accounts)));
            while (!over) {
                timed(() -> client.whoami(token));
            }
        }
    }

    private void challenges(String names) throws IOException {
        try (PreparedLogin client = new PreparedLogin(server)) {
            while (!over) {
                String name = names + ThreadLocalRandom.current().nextInt(accounts);
                timed(() -> client.challenge(name));
                client.forgetChallenge();
            }
        }
    }

    private void flood() throws IOException {
        try (PreparedLogin client = new PreparedLogin(server)) {
            while (!over) {
                client.fail(VICTIM);
            }
        }
    }

    private interface Request {
        void run() throws IOException;
    }

    private void timed(Request request) throws IOException {
        long began = System.nanoTime();
        request.run();
        if (counting && !over) {
            latencies.recordValue((System.nanoTime() - began) / 1000);
        }
    }
}

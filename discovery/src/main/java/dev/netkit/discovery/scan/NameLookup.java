package dev.netkit.discovery.scan;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks the addresses of many names up at once, as the system does. */
final class NameLookup {
    private static final int MOST_AT_ONCE = 64;

    private NameLookup() {}

    /** The address of each name, in their order, IPv4 where there is one; empty if nobody knows it. Blocks. */
    static Map<String, Optional<InetAddress>> addresses(Collection<String> names) {
        Map<String, Optional<InetAddress>> addresses = new LinkedHashMap<>();
        if (names.isEmpty()) {
            return addresses;
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, names.size()), NameLookup::thread);
        try {
            Map<String, Future<Optional<InetAddress>>> lookups = new LinkedHashMap<>();
            names.forEach(name -> lookups.put(name, threads.submit(() -> address(name))));
            lookups.forEach((name, lookup) -> addresses.put(name, await(lookup)));
            return addresses;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "netkit-lookup");
        thread.setDaemon(true);
        return thread;
    }

    private static Optional<InetAddress> await(Future<Optional<InetAddress>> lookup) {
        try {
            return lookup.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Optional<InetAddress> address(String name) {
        try {
            InetAddress[] all = InetAddress.getAllByName(name);
            return Optional.of(Arrays.stream(all)
                    .filter(Inet4Address.class::isInstance)
                    .findFirst()
                    .orElse(all[0]));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

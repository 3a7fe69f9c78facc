package dev.netkit.discovery.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The ages that Linux's {@code ip} command shows; the kernel tells them by a kind of socket that Java does not have. A
 * thread reads what it says, and ends with it.
 */
final class IpNeighbourAges implements NeighbourAges {
    private static final List<String> COMMAND = List.of("ip", "-4", "-s", "-j", "neigh", "show");
    private static final long PATIENCE_MILLIS = 200;

    private final Process process;
    private final FutureTask<Map<InetAddress, Duration>> ages;

    private IpNeighbourAges(Process process) {
        this.process = process;
        this.ages = new FutureTask<>(() -> read(process.getInputStream()));
        Thread reader = new Thread(ages, "netkit-neighbour-ages");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the command; where there is none, no age is known. */
    static NeighbourAges ask() {
        try {
            return new IpNeighbourAges(new ProcessBuilder(COMMAND)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            return NONE;
        }
    }

    /** Reads an array of objects with {@code dst} and {@code confirmed}, in seconds, among other fields. */
    static Map<InetAddress, Duration> read(InputStream json) throws IOException {
        Map<InetAddress, Duration> ages = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            String address = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && parser.currentName() != null) {
                    address = parser.currentName().equals("dst") ? parser.getText() : address;
                } else if (token == JsonToken.VALUE_NUMBER_INT
                        && parser.currentName().equals("confirmed")) {
                    ages.merge(
                            AddressRange.address(address),
                            Duration.ofSeconds(parser.getLongValue()),
                            IpNeighbourAges::younger);
                }
            }
        }
        return ages;
    }

    /** Of one address in several networks. */
    private static Duration younger(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public Map<InetAddress, Duration> known() {
        try {
            return ages.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Map.of(); // an old command, or another one
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

package dev.netkit.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A loopback interface for one page, where every port is free: a network namespace, where the system lets us have one,
 * otherwise the machine's own, if nobody uses the ports that pages name.
 */
final class Loopback implements PageNetwork {
    private static final List<Integer> USED_BY_PAGES =
            IntStream.of(5000, 5222, 7777, 9090, 9091, 9092, 9093).boxed().toList();

    private final Optional<Process> holder;
    private final List<String> prefix;

    private Loopback(Optional<Process> holder, List<String> prefix) {
        this.holder = holder;
        this.prefix = prefix;
    }

    static Loopback open() throws IOException, InterruptedException {
        boolean root = "root".equals(System.getProperty("user.name"));
        String unshare = root ? "unshare -n" : "unshare -Urn";
        Process holder = new ProcessBuilder(
                        "sh", "-c", "exec " + unshare + " sh -c 'ip link set lo up && echo ready && exec cat'")
                .redirectErrorStream(true)
                .start();
        if (!"ready".equals(holder.inputReader().readLine())) {
            holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            return new Loopback(Optional.empty(), List.of());
        }
        String target = String.valueOf(holder.pid());
        return new Loopback(
                Optional.of(holder),
                root
                        ? List.of("nsenter", "-n", "-t", target)
                        : List.of("nsenter", "-U", "--preserve-credentials", "-n", "-t", target));
    }

    @Override
    public List<String> prefix() {
        return prefix;
    }

    @Override
    public void happens(String what) {
        throw new IllegalStateException("there are no hosts on loopback that could " + what);
    }

    /** The port that a page needs and somebody else has; none in a namespace. */
    Optional<Integer> takenPort() {
        return holder.isPresent()
                ? Optional.empty()
                : USED_BY_PAGES.stream().filter(port -> !isFree(port)).findFirst();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        holder.ifPresent(process -> process.destroyForcibly().onExit().join());
    }
}

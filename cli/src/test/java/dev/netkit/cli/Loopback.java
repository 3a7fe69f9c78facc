package dev.netkit.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private static final String WITH_NAMES_OF_ITS_OWN =
            "mkdir -p /run/netns && mount -t tmpfs namespaces /run/netns && ";
    private static final String REMOVE_NAMESPACES =
            "ip netns list | while read -r name rest; do ip netns pids $name | xargs -r kill -9; ip netns del $name; done";

    private final Optional<Process> holder;
    private final boolean root;

    private Loopback(Optional<Process> holder, boolean root) {
        this.holder = holder;
        this.root = root;
    }

    /** Where root plays a page, the namespaces that it makes have names that nobody else sees. */
    static Loopback open() throws IOException, InterruptedException {
        boolean root = "root".equals(System.getProperty("user.name"));
        String start = (root ? WITH_NAMES_OF_ITS_OWN : "") + "ip link set lo up && echo ready && exec cat";
        Process holder = new ProcessBuilder(
                        "sh", "-c", "exec " + (root ? "unshare -nm" : "unshare -Urn") + " sh -c '" + start + "'")
                .redirectErrorStream(true)
                .start();
        if (!"ready".equals(holder.inputReader().readLine())) {
            holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            return new Loopback(Optional.empty(), root);
        }
        return new Loopback(Optional.of(holder), root);
    }

    @Override
    public List<String> prefix(Path folder) {
        return holder.map(process -> prefix(String.valueOf(process.pid()), folder.toString()))
                .orElse(List.of());
    }

    private List<String> prefix(String target, String folder) {
        return root
                ? List.of("nsenter", "-n", "-m", "-t", target, "sh", "-c", "cd \"$0\" && exec \"$@\"", folder)
                : List.of("nsenter", "-U", "--preserve-credentials", "-n", "-t", target);
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
    public void close() throws IOException {
        if (root && holder.isPresent()) {
            List<String> command = new ArrayList<>(prefix(Path.of("/")));
            command.addAll(List.of("sh", "-c", REMOVE_NAMESPACES));
            new ProcessBuilder(command).start().onExit().join();
        }
        holder.ifPresent(process -> process.destroyForcibly().onExit().join());
    }
}

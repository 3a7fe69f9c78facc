package dev.netkit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of the real jar, which end with the test. */
final class JarProcesses implements Closeable {
    private static final Path JAR = Path.of("target", "netkit.jar").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final List<String> prefix;
    private final List<Process> started = new ArrayList<>();

    /** A server that listens on loopback, on a port of its own. */
    record Server(Process process, BufferedReader events, int port) {
        InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }

        String endpoint() {
            return "127.0.0.1:" + port;
        }

        /** As {@code kill -9} does it; blocks until it is gone. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    /** @param folder where they run */
    JarProcesses(Path folder) {
        this(folder, List.of());
    }

    private JarProcesses(Path folder, List<String> prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /** Those that have no more than so many descriptors each. */
    static JarProcesses withDescriptors(int most, Path folder) {
        return new JarProcesses(folder, List.of("sh", "-c", "ulimit -n " + most + "; exec \"$@\"", "sh"));
    }

    /** Those that put temporary files into a folder of their own. */
    static JarProcesses withTemporaryFiles(Path temporary, Path folder) {
        return new JarProcesses(folder, List.of("env", "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + temporary));
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    /** Starts a server, and blocks until it listens. */
    Server serve(String command, String... options) throws IOException {
        return serveOn(0, command, options);
    }

    /** Starts a server where there was one before. */
    Server serveOn(int port, String command, String... options) throws IOException {
        Server server = serveHeard(port, command, options);
        drain(server.events());
        return server;
    }

    /** Starts a server whose further events the test reads. */
    Server serveHeard(int port, String command, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command, "--bind", "127.0.0.1", "-p", "" + port, "--json"));
        arguments.addAll(List.of(options));
        Process process = start(arguments.toArray(String[]::new));
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode event = JSON.readTree(line);
            if (event.path("event").asText().equals("listening")) {
                return new Server(process, lines, event.path("port").asInt());
            }
        }
        throw new AssertionError(command + " does not listen");
    }

    /** So that the server never waits for somebody to read what it says. */
    private static void drain(BufferedReader lines) {
        Thread thread = new Thread(() -> readAll(lines));
        thread.setDaemon(true);
        thread.start();
    }

    private static void readAll(BufferedReader lines) {
        try {
            lines.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // The test has killed the server meanwhile.
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}

package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Debian's tshark with the dissector, and captures for it: of loopback, or made from bytes. */
final class Wireshark {
    private static final Path SCRIPT = Project.SCRIPTS.resolve("wireshark/netkit.lua");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Path folder;

    /** @param folder where captures are, and what stands for the home of who looks at them */
    Wireshark(Path folder) {
        this.folder = folder;
    }

    /** What a test does while its packets are captured. */
    interface Conversation {
        void hold() throws Exception;
    }

    /** Leaves the test out where there is no tshark that knows Lua. */
    Wireshark orSkip() throws Exception {
        boolean there = Stream.of("tshark", "dumpcap", "text2pcap", "editcap")
                .allMatch(name -> Files.isExecutable(Path.of("/usr/bin", name)));
        assumeTrue(there, "no tshark, dumpcap, text2pcap and editcap in /usr/bin (Debian: tshark)");
        assumeTrue(run("tshark", "--version").contains("with Lua"), "this tshark knows no Lua");
        return this;
    }

    /**
     * Captures what goes to and from ports of loopback, and blocks until all of it is in the file; leaves the test out
     * where this user may not capture.
     */
    Path capture(List<Integer> ports, Conversation conversation) throws Exception {
        Path file = folder.resolve("capture.pcapng");
        Path said = folder.resolve("dumpcap.err");
        try (DatagramSocket last = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String filter = ports.stream().map(port -> "port " + port + " or ").collect(Collectors.joining())
                    + "udp port " + last.getLocalPort();
            Process dumpcap = start(said, "dumpcap", "-q", "-i", "lo", "-f", filter, "-w", file.toString());
            try {
                await().atMost(LONGEST).until(() -> Files.readString(said).contains("File: ") || !dumpcap.isAlive());
                assumeTrue(dumpcap.isAlive(), () -> "this user may not capture on lo: " + text(said));
                conversation.hold();
                awaitMark(last, file);
            } finally {
                dumpcap.destroy();
                assertThat(dumpcap.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
        }
        return file;
    }

    private static void awaitMark(DatagramSocket socket, Path file) throws IOException {
        byte[] mark = "the end of this capture".getBytes(UTF_8);
        socket.send(new DatagramPacket(mark, mark.length, socket.getLocalSocketAddress()));
        await().atMost(LONGEST)
                .until(() -> new String(Files.readAllBytes(file), UTF_8).contains(new String(mark, UTF_8)));
    }

    /** A capture of packets that nobody has sent: TCP or UDP segments with these bytes, all from one port to another. */
    Path madeOf(boolean tcp, int port, List<byte[]> payloads) throws Exception {
        StringBuilder dump = new StringBuilder();
        for (byte[] payload : payloads) {
            dump.append("000000");
            for (byte value : payload) {
                dump.append(String.format(" %02x", value));
            }
            dump.append("\n\n");
        }
        Path text = Files.writeString(folder.resolve("packets.txt"), dump);
        Path file = folder.resolve("made.pcapng");
        run("text2pcap", "-q", tcp ? "-T" : "-u", "50000," + port, text.toString(), file.toString());
        return file;
    }

    /** Each packet that the filter passes, its fields with blanks between them. */
    List<String> fields(Path capture, List<String> options, String filter, String... fields) throws Exception {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-Y", filter, "-T", "fields", "-E", "separator=/s"));
        for (String field : fields) {
            arguments.addAll(List.of("-e", field));
        }
        return read(capture, arguments).lines().toList();
    }

    /** What tshark prints of a capture; it must end well, and say nothing of an error in Lua. */
    String read(Path capture, List<String> options) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("tshark", "-X", "lua_script:" + SCRIPT, "-r", capture.toString()));
        command.addAll(options);
        String printed = run(command.toArray(String[]::new));
        assertThat(printed + text(folder.resolve("run.err"))).doesNotContainIgnoringCase("lua error", "Dissector bug");
        return printed;
    }

    String run(String... command) throws Exception {
        Path out = folder.resolve("run.out");
        Process process = start(folder.resolve("run.err"), out, command);
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + String.join(" ", command));
        }
        assertThat(process.exitValue()).as(text(folder.resolve("run.err"))).isZero();
        return text(out);
    }

    private Process start(Path err, String... command) throws IOException {
        return start(err, folder.resolve("other.out"), command);
    }

    private Process start(Path err, Path out, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TZ", "UTC");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("XDG_CONFIG_HOME");
        return builder.start();
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

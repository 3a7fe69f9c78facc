package dev.netkit.discovery.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.netkit.common.net.SystemCommand;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real network of two namespaces, one with a few hosts; skipped where it cannot be made. */
@Timeout(120)
class NamespaceScanTest {
    private static final long PID = ProcessHandle.current().pid();
    private static final String HERE = "netkit-here-" + PID;
    private static final String THERE = "netkit-there-" + PID;

    @BeforeEach
    void makeNetwork() throws IOException, InterruptedException {
        assumeTrue(SystemCommand.can("ip netns add " + HERE), "network namespaces can be made by root on Linux only");
        SystemCommand.run("ip netns add " + THERE);
        SystemCommand.run("ip link add nk0 netns " + HERE + " type veth peer name nk1 netns " + THERE);
        SystemCommand.run("ip -n " + HERE + " addr add 10.77.0.1/24 dev nk0");
        SystemCommand.run("ip -n " + HERE + " link set nk0 up");
        SystemCommand.run("ip -n " + THERE + " link set nk1 up");
        for (int host : new int[] {7, 40, 254}) {
            SystemCommand.run("ip -n " + THERE + " addr add 10.77.0." + host + "/24 dev nk1");
        }
    }

    @AfterEach
    void removeNetwork() throws IOException, InterruptedException {
        SystemCommand.can("ip netns del " + HERE);
        SystemCommand.can("ip netns del " + THERE);
    }

    @Test
    void everyHostIsFoundAndNoOther() throws IOException, InterruptedException {
        assertThat(scan("10.77.0.2-254", "--format", "csv", "-p", "9090", "-q").lines())
                .map(line -> line.replaceAll("(([0-9a-f]{2}:){5}[0-9a-f]{2}),,[0-9.]+,", "MAC,"))
                .containsExactlyInAnyOrder(
                        "address,presence,evidence,ageSeconds,mac,name,rttMillis,ports,banners,handshake,fresh",
                        "10.77.0.7,up,arp-fresh,,MAC,9090:closed,,,",
                        "10.77.0.40,up,arp-fresh,,MAC,9090:closed,,,",
                        "10.77.0.254,up,arp-fresh,,MAC,9090:closed,,,");
    }

    @Test
    void aHostThatHasLeftIsNotUp() throws IOException, InterruptedException {
        assertThat(scan("10.77.0.254", "--format", "plain", "-q")).isEqualTo("10.77.0.254\n");
        SystemCommand.run("ip -n " + THERE + " addr del 10.77.0.254/24 dev nk1");
        assertThat(scan("10.77.0.254", "--json", "-q", "--wait", "300ms"))
                .matches("\\{\"address\":\"10.77.0.254\",\"up\":null,\"evidence\":\"arp-cached\","
                        + "\"ageSeconds\":\\d+,\"mac\":\"[^\"]+\",\"ports\":\\[]}\n");
    }

    private static String scan(String... args) throws IOException, InterruptedException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", HERE, java, "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(ScanProgram.class.getName());
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return out;
    }
}

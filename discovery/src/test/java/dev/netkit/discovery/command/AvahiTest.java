package dev.netkit.discovery.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.netkit.common.net.SystemCommand;
import dev.netkit.discovery.RunningBeacon;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What other people's program finds, on a network of two namespaces; skipped where neither can be. */
@Timeout(120)
class AvahiTest {
    private static final long PID = ProcessHandle.current().pid();
    private static final String HERE = "netkit-avahi-" + PID;
    private static final String THERE = "netkit-announced-" + PID;
    private static final int CANNOT_RUN = 77;

    @TempDir
    Path folder;

    private Process beacon;

    @BeforeEach
    void makeNetwork() throws IOException, InterruptedException {
        assumeTrue(
                SystemCommand.can("avahi-daemon --version") && SystemCommand.can("dbus-daemon --version"),
                "Avahi is not installed");
        assumeTrue(SystemCommand.can("ip netns add " + HERE), "network namespaces can be made by root on Linux only");
        SystemCommand.run("ip netns add " + THERE);
        SystemCommand.run("ip link add nk0 netns " + HERE + " type veth peer name nk1 netns " + THERE);
        SystemCommand.run("ip -n " + HERE + " addr add 10.79.0.1/24 brd + dev nk0");
        SystemCommand.run("ip -n " + HERE + " link set nk0 up");
        SystemCommand.run("ip -n " + THERE + " addr add 10.79.0.2/24 brd + dev nk1");
        SystemCommand.run("ip -n " + THERE + " link set nk1 up");
    }

    @AfterEach
    void removeNetwork() throws IOException, InterruptedException {
        if (beacon != null) {
            beacon.destroyForcibly().waitFor();
        }
        SystemCommand.can("ip netns del " + HERE);
        SystemCommand.can("ip netns del " + THERE);
    }

    @Test
    void avahiFindsWhatIsAnnounced() throws Exception {
        startBeacon("Ann's 1.5");
        Process browser = start(HERE, "sh", script().toString(), "_netkit-beacon._tcp");
        String found = new String(browser.getInputStream().readAllBytes(), UTF_8);
        assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assumeTrue(browser.exitValue() != CANNOT_RUN, "Avahi cannot run here");
        assertThat(found)
                .startsWith("=;nk0;IPv4;Ann\\039s\\0321\\.5;_netkit-beacon._tcp;local;")
                .contains(";10.79.0.2;5000;");
    }

    private void startBeacon(String name) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        String key = RunningBeacon.keyFile(folder, RunningBeacon.KEY).toString();
        beacon = start(
                THERE,
                java,
                "-cp",
                System.getProperty("java.class.path"),
                BeaconProgram.class.getName(),
                "--json",
                "--announce",
                "--key-file",
                key,
                "--name",
                name);
        BufferedReader events = new BufferedReader(new InputStreamReader(beacon.getInputStream(), UTF_8));
        String line = "";
        while (line != null && !line.contains("\"event\":\"announced\"")) {
            line = events.readLine();
        }
        assertThat(line).as("the beacon is announced").contains("\"interface\":\"nk1\"");
    }

    private static Path script() throws URISyntaxException {
        return Path.of(AvahiTest.class.getResource("/avahi/browse.sh").toURI());
    }

    private static Process start(String namespace, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }
}

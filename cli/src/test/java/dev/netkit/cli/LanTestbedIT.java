package dev.netkit.cli;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A scan without privileges meets hosts of every kind, on a network that {@code scripts/lan-testbed} builds. */
@Timeout(180)
@EnabledOnOs(value = OS.LINUX, disabledReason = "network namespaces are Linux's")
class LanTestbedIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVERYBODY = "10.77.0.2-254";

    /** Ports 22, 81 and 9090 of each kind. */
    private static final Map<String, String> PORTS = Map.of(
            "normal", "22 open, 81 closed, 9090 open",
            "silent", "22 filtered, 81 filtered, 9090 filtered",
            "ping", "22 filtered, 81 filtered, 9090 filtered",
            "port", "22 filtered, 81 filtered, 9090 open");

    @Test
    void everyHostIsFoundWithItsPortsAndNoOther() throws IOException {
        try (LanTestbed lan = LanTestbed.up()) {
            LauncherRun run = lan.netkit("scan", EVERYBODY, "-p", "22,81,9090", "--wait", "3s", "--json", "-q");

            Map<String, String> wanted = lan.hosts().stream()
                    .collect(
                            toMap(LanTestbed.Host::address, host -> "up " + host.mac() + " " + PORTS.get(host.kind())));
            assertThat(new TreeMap<>(reports(run.out()))).hasSize(60).isEqualTo(new TreeMap<>(wanted));
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void aHostThatHasLeftIsNotUpThoughItIsRemembered() throws IOException {
        try (LanTestbed lan = LanTestbed.up("--hosts", "4")) {
            String silent = lan.hosts().get(1).address();
            assertThat(reports(lan.netkit("scan", silent, "--json", "-q").out()).get(silent))
                    .startsWith("up ");

            lan.leave(silent);

            assertThat(reports(lan.netkit("scan", silent, "--json", "-q").out()).get(silent))
                    .startsWith("remembered ");
        }
    }

    @Test
    void buildingItTwiceIsBuildingItOnceAndRemovingItLeavesNothing() throws IOException {
        try (LanTestbed lan = LanTestbed.up("--hosts", "4")) {
            lan.leave("10.77.0.2");
            assertThat(LanTestbed.script("up", "--hosts", "4").exitCode()).isZero();
            assertThat(lan.hosts()).as("it is still the first one").hasSize(3);
            assertThat(LanTestbed.script("up", "--hosts", "8").exitCode()).isZero();
            assertThat(lan.hosts()).hasSize(8);
        }
        assertThat(LanTestbed.script("down").exitCode()).isZero();
        assertThat(LanTestbed.script("hosts").err()).contains("there is no testbed");
    }

    @Test
    void whatItCannotDoIsSaidInALineOrTwo() throws IOException {
        assumeTrue(LanTestbed.script("down").exitCode() == 0, "only root can make a LAN");
        assertThat(LanTestbed.script("up", "--size", "8").err()).startsWith("lan-testbed: --size is 24, 22 or 20");
        assertThat(LanTestbed.script("up", "--hosts", "62").err())
                .startsWith("lan-testbed: --hosts is a multiple of 4");
        assertThat(LanTestbed.script("sideways").exitCode()).isEqualTo(2);
        assertThat(LanTestbed.script("leave", "10.77.0.2").err()).startsWith("lan-testbed: there is no testbed");
    }

    private static Map<String, String> reports(String lines) throws IOException {
        Map<String, String> byAddress = new HashMap<>();
        for (String line : lines.lines().toList()) {
            JsonNode host = JSON.readTree(line);
            StringBuilder ports = new StringBuilder();
            host.get("ports")
                    .forEach(port -> ports.append(ports.length() == 0 ? "" : ", ")
                            .append(port.get("port").asText())
                            .append(' ')
                            .append(port.get("state").asText()));
            String presence =
                    host.get("up").isNull() ? "remembered" : host.get("up").asBoolean() ? "up" : "absent";
            byAddress.put(
                    host.get("address").asText(),
                    presence + " " + host.path("mac").asText() + " " + ports);
        }
        return byAddress;
    }
}

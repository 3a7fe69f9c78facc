package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Somebody watches a LAN, and hosts come, move and go. */
@Timeout(180)
@EnabledOnOs(value = OS.LINUX, disabledReason = "network namespaces are Linux's")
class ScanWatchIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INTERRUPTED = 130;

    @Test
    void everyChangeIsToldOnceAndCtrlCEndsIt() throws IOException, InterruptedException {
        try (LanTestbed lan = LanTestbed.up("--hosts", "4")) {
            LanTestbed.Host ann = lan.hosts().get(0);
            Process watch = lan.start(
                    "scan", "10.77.0.2-20", "-p", "22,9090", "--watch", "1s", "--wait", "400ms", "--json", "-q");
            BufferedReader lines = watch.inputReader();
            assertThat(event(lines)).containsExactly("up", ann.address(), ann.mac());

            lan.move(ann.address(), "10.77.0.9");
            assertThat(event(lines)).containsExactly("moved", "10.77.0.9", ann.mac());

            lan.leave("10.77.0.9");
            assertThat(event(lines)).containsExactly("down", "10.77.0.9", ann.mac());

            lan.join("10.77.0.9");
            assertThat(event(lines)).containsExactly("up", "10.77.0.9", ann.mac());

            assertThat(LauncherRun.of(new ProcessBuilder("kill", "-INT", "" + watch.pid()).start(), "")
                            .exitCode())
                    .isZero();
            assertThat(lines.readLine()).isNull();
            assertThat(watch.waitFor()).isEqualTo(INTERRUPTED);
        }
    }

    private static List<String> event(BufferedReader lines) throws IOException {
        JsonNode change = JSON.readTree(lines.readLine());
        return List.of(
                change.get("event").asText(),
                change.get("address").asText(),
                change.get("mac").asText());
    }
}

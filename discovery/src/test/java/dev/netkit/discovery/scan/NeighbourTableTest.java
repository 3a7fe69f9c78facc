package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.discovery.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourTableTest {
    @TempDir
    Path folder;

    @Test
    void onlyCompleteEntriesAreValid() throws IOException {
        Path table = Files.writeString(folder.resolve("arp"), """
                IP address       HW type     Flags       HW address            Mask     Device
                192.0.2.1        0x1         0x2         02:fc:00:00:00:05     *        eth0
                192.0.2.2        0x1         0x0         00:00:00:00:00:00     *        eth0
                192.0.2.3        0x1         0x0         02:fc:00:00:00:07     *        eth0
                192.0.2.4        0x1         0x6         02:fc:00:00:00:08     *        eth0
                192.0.2.5        0x20        0x2         80:00:02:08:fe:80:00:00:00:00:00:00 * ib0
                """);
        try (NeighbourTable neighbours = new NeighbourTable(table)) {
            assertThat(neighbours.valid())
                    .hasSize(2)
                    .containsEntry(InetAddress.getByName("192.0.2.1"), MacAddress.parse("02:fc:00:00:00:05"))
                    .containsEntry(InetAddress.getByName("192.0.2.4"), MacAddress.parse("02:fc:00:00:00:08"));
        }
    }

    @Test
    void aTableWithoutEntriesHasNone() throws IOException {
        Path table = Files.writeString(folder.resolve("none"), "");
        try (NeighbourTable neighbours = new NeighbourTable(table)) {
            assertThat(neighbours.valid()).isEmpty();
        }
    }

    @Test
    void aTableThatChangesIsReadAnew() throws IOException {
        String head = "IP address HW type Flags HW address Mask Device\n";
        Path table = Files.writeString(folder.resolve("arp"), head);
        try (NeighbourTable neighbours = new NeighbourTable(table)) {
            assertThat(neighbours.valid()).isEmpty();
            StringBuilder entries = new StringBuilder(head);
            for (int i = 0; i < 2_000; i++) {
                entries.append("10.0.%d.%d 0x1 0x2 02:fc:00:00:00:05 * eth0\n".formatted(i / 250, i % 250));
            }
            Files.writeString(table, entries);
            assertThat(neighbours.valid()).hasSize(2_000);
            Files.writeString(table, head);
            assertThat(neighbours.valid()).isEmpty();
        }
    }
}

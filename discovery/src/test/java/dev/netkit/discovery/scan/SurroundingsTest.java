package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
    @TempDir
    Path folder;

    @Test
    void theRouterIsWhereTheDefaultRouteGoes() throws IOException {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the sample is of a little-endian machine");
        Path routes = Files.writeString(folder.resolve("route"), """
                Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
                eth0\t00000000\t010000C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
                eth0\t000000C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
                """);
        assertThat(Surroundings.routers(routes)).containsExactly(InetAddress.getByName("192.0.0.1"));
    }

    @Test
    void whereNothingTellsThereIsNone() {
        assertThat(Surroundings.routers(folder.resolve("none"))).isEmpty();
    }
}

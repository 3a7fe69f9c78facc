package dev.netkit.discovery.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IpNeighbourAgesTest {
    @Test
    void theAgeIsThatOfTheLastConfirmation() throws IOException {
        assertThat(read("""
                [{"dst":"192.0.2.1","dev":"eth0","lladdr":"02:fc:00:00:00:05","refcnt":1,"used":27,"confirmed":36,\
                "updated":25,"probes":1,"state":["REACHABLE"]},\
                {"dst":"192.0.2.2","dev":"eth0","used":1,"confirmed":60,"updated":2,"state":["FAILED"]}]
                """)).containsOnly(entry("192.0.2.1", 36), entry("192.0.2.2", 60));
    }

    @Test
    void ofOneAddressInTwoNetworksTheLatestCounts() throws IOException {
        assertThat(read("[{\"dst\":\"192.0.2.1\",\"confirmed\":36},{\"dst\":\"192.0.2.1\",\"confirmed\":4}]"))
                .containsOnly(entry("192.0.2.1", 4));
    }

    @Test
    void anEmptyTableHasNone() throws IOException {
        assertThat(read("[]")).isEmpty();
        assertThat(read("")).isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> read("BusyBox ip: invalid option")).isInstanceOf(IOException.class);
    }

    private static Map<InetAddress, Duration> read(String json) throws IOException {
        return IpNeighbourAges.read(new ByteArrayInputStream(json.getBytes(US_ASCII)));
    }

    private static Map.Entry<InetAddress, Duration> entry(String address, int seconds) throws IOException {
        return Map.entry(InetAddress.getByName(address), Duration.ofSeconds(seconds));
    }
}

package dev.netkit.discovery.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.discovery.scan.Surroundings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScanWordsTest {
    @Test
    void nobodyMayBeForSeveralReasons() throws UnknownHostException {
        Surroundings around = new Surroundings(List.of("eth0"), Set.of(address("10.0.0.1")), List.of("wg0"));
        assertThat(ScanWords.loneliness(List.of(), true, () -> around).toString())
                .contains("nobody on eth0", "wg0 is a tunnel");
        assertThat(ScanWords.loneliness(List.of(), false, () -> around).toString())
                .doesNotContain("nobody on")
                .contains("wg0 is a tunnel");
    }

    @Test
    void nobodyButTheRouterIsSuspicious() throws UnknownHostException {
        Surroundings around = new Surroundings(List.of("eth0"), Set.of(address("10.0.0.1")), List.of());
        assertThat(ScanWords.loneliness(List.of(address("10.0.0.1")), true, () -> around))
                .singleElement()
                .asString()
                .contains("only the router, 10.0.0.1", "client isolation");
        assertThat(ScanWords.loneliness(List.of(address("10.0.0.2")), true, () -> around))
                .isEmpty();
    }

    @Test
    void aFewNeighboursNeedNoExplanation() throws UnknownHostException {
        assertThat(ScanWords.loneliness(List.of(address("10.0.0.1"), address("10.0.0.2")), true, () -> {
                    throw new AssertionError("nobody asks for that");
                }))
                .isEmpty();
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}

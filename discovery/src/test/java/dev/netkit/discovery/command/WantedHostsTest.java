package dev.netkit.discovery.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.scan.Evidence;
import dev.netkit.discovery.scan.Handshake;
import dev.netkit.discovery.scan.HostReport;
import dev.netkit.discovery.scan.Presence;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedHostsTest {
    @Test
    void aHostIsKnownByEverythingThatItIsCalled() throws UnknownHostException {
        List<HostReport> found = List.of(host("10.0.0.7", Presence.UP, "02:00:00:00:00:07", "Printer.lan", "lab-7"));
        assertThat(missing(
                        List.of(
                                "10.0.0.7",
                                "0200.0000.0007",
                                "02-00-00-00-00-07",
                                "printer",
                                "PRINTER.lan",
                                "LAB-7",
                                "printer.wan",
                                "10.0.0.8",
                                "02:00:00:00:00:08"),
                        found))
                .containsExactly("printer.wan", "10.0.0.8", "02:00:00:00:00:08");
    }

    @Test
    void anAddressMayBeWrittenInSeveralWays() throws UnknownHostException {
        List<HostReport> found = List.of(host("2001:db8::7", Presence.UP, "02:00:00:00:00:07", "a", "b"));
        assertThat(missing(List.of("2001:DB8:0::7", "2001:db8::8", "::ffff:10.0.0.7"), found))
                .containsExactly("2001:db8::8", "::ffff:10.0.0.7");
    }

    /** Whoever names his machine so would stand for another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.9",
                "02:00:00:00:00:09",
                "02-00-00-00-00-09",
                "0200.0000.0009",
                "020000000009",
                "2001:db8::9"
            })
    void noNameStandsForAnAddress(String wanted) throws UnknownHostException {
        List<HostReport> found = List.of(
                host("10.0.0.7", Presence.UP, "02:00:00:00:00:07", wanted, "x"),
                host("10.0.0.8", Presence.UP, "02:00:00:00:00:08", wanted + ".lan", wanted));
        assertThat(missing(List.of(wanted), found)).containsExactly(wanted);
    }

    private static List<String> missing(List<String> wanted, List<HostReport> found) {
        return new WantedHosts(wanted).missing(found);
    }

    @Test
    void whoIsOnlyRememberedIsMissing() throws UnknownHostException {
        List<HostReport> found = List.of(host("10.0.0.7", Presence.REMEMBERED, "02:00:00:00:00:07", "a", "b"));
        assertThat(missing(List.of("10.0.0.7"), found)).containsExactly("10.0.0.7");
    }

    @Test
    void whoMayHaveRepeatedWhatAnotherOneSaidIsMissing() throws UnknownHostException {
        List<HostReport> found = List.of(host("10.0.0.7", Presence.UP, "02:00:00:00:00:07", "a", "lab-7", false));
        assertThat(missing(List.of("lab-7", "10.0.0.7"), found)).containsExactly("lab-7");
    }

    private static HostReport host(String address, Presence presence, String mac, String name, String userID)
            throws UnknownHostException {
        return host(address, presence, mac, name, userID, true);
    }

    private static HostReport host(
            String address, Presence presence, String mac, String name, String userID, boolean isFresh)
            throws UnknownHostException {
        return new HostReport(
                InetAddress.getByName(address),
                presence,
                Evidence.ARP_FRESH,
                Optional.empty(),
                Optional.of(MacAddress.parse(mac)),
                Optional.of(name),
                Optional.empty(),
                List.of(),
                Optional.of(new Handshake(userID, isFresh)));
    }
}

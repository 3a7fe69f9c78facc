package dev.netkit.discovery.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.scan.Evidence;
import dev.netkit.discovery.scan.Handshake;
import dev.netkit.discovery.scan.HostReport;
import dev.netkit.discovery.scan.HostReport.PortReport;
import dev.netkit.discovery.scan.PortState;
import dev.netkit.discovery.scan.Presence;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanFormatTest {
    private static final Optional<MacAddress> MAC = Optional.of(MacAddress.parse("02:00:00:00:00:07"));

    @Test
    void aTableHasWhatAHostSaysOfItself() throws UnknownHostException {
        assertThat(ScanFormat.table.line(up("printer.lan", "SSH-2.0", "lab-7")))
                .isEqualTo("10.0.0.7         arp-fresh       02:00:00:00:00:07  printer.lan           "
                        + "22 open \"SSH-2.0\", 80 filtered, is lab-7");
    }

    @Test
    void nothingThatAHostSaysReachesTheTerminalAsItIs() throws UnknownHostException {
        HostReport rude = up("\u001b[2Jname", "\u001b[2Jbanner\n", "\u001b[2Juser");
        for (ScanFormat format : ScanFormat.values()) {
            assertThat(format.line(rude)).doesNotContain("\u001b", "\n");
        }
    }

    @Test
    void csvQuotesWhereItMust() throws UnknownHostException {
        assertThat(ScanFormat.csv.line(up("a,b", "say \"hi\"", "lab-7")))
                .isEqualTo("10.0.0.7,up,arp-fresh,,02:00:00:00:00:07,\"a,b\",0.4,22:open 80:filtered,"
                        + "\"22:say \"\"hi\"\"\",lab-7,true");
    }

    @Test
    void jsonHasEachFactInItsPlace() throws UnknownHostException {
        assertThat(ScanFormat.json.line(up("printer.lan", "SSH-2.0", "lab-7")))
                .isEqualTo("{\"address\":\"10.0.0.7\",\"up\":true,\"evidence\":\"arp-fresh\","
                        + "\"mac\":\"02:00:00:00:00:07\",\"name\":\"printer.lan\",\"rttMillis\":0.4,\"ports\":["
                        + "{\"port\":22,\"state\":\"open\",\"evidence\":\"syn-ack\",\"banner\":\"SSH-2.0\"},"
                        + "{\"port\":80,\"state\":\"filtered\",\"evidence\":\"arp-fresh\"}],"
                        + "\"handshake\":{\"userID\":\"lab-7\",\"fresh\":true}}");
    }

    @Test
    void whatIsOnlyRememberedSaysHowOldItIs() throws UnknownHostException {
        HostReport remembered = new HostReport(
                InetAddress.getByName("10.0.0.9"),
                Presence.REMEMBERED,
                Evidence.ARP_CACHED,
                Optional.of(Duration.ofSeconds(36)),
                MAC,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        assertThat(ScanFormat.table.line(remembered)).isEqualTo("10.0.0.9         arp-cached 36s  02:00:00:00:00:07");
        assertThat(ScanFormat.json.line(remembered))
                .startsWith("{\"address\":\"10.0.0.9\",\"up\":null,\"evidence\":\"arp-cached\",\"ageSeconds\":36,");
        assertThat(ScanFormat.csv.line(remembered)).startsWith("10.0.0.9,remembered,arp-cached,36,02:");
    }

    private static HostReport up(String name, String banner, String userID) throws UnknownHostException {
        return new HostReport(
                InetAddress.getByName("10.0.0.7"),
                Presence.UP,
                Evidence.ARP_FRESH,
                Optional.empty(),
                MAC,
                Optional.of(name),
                Optional.of(Duration.ofNanos(400_000)),
                List.of(
                        new PortReport(22, PortState.OPEN, Evidence.SYN_ACK, Optional.of(banner)),
                        new PortReport(80, PortState.FILTERED, Evidence.ARP_FRESH, Optional.empty())),
                Optional.of(new Handshake(userID, true)));
    }
}

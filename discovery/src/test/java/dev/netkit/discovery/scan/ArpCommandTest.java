package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.discovery.MacAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In the forms of the systems' own commands. */
class ArpCommandTest {
    @Test
    void macOsWritesOctetsWithoutLeadingZeros() throws UnknownHostException {
        assertThat(ArpCommand.parse("""
                ? (10.0.0.1) at 0:1a:2b:3:4d:5e on en0 ifscope [ethernet]
                printer.lan (10.0.0.7) at 02:0:0:0:0:7 on en0 ifscope [ethernet]
                ? (10.0.0.9) at (incomplete) on en0 ifscope [ethernet]
                ? (10.0.0.255) at ff:ff:ff:ff:ff:ff on en0 ifscope [ethernet]
                ? (224.0.0.251) at 1:0:5e:0:0:fb on en0 ifscope permanent [ethernet]
                """))
                .containsOnly(entry("10.0.0.1", "00:1a:2b:03:4d:5e"), entry("10.0.0.7", "02:00:00:00:00:07"));
    }

    @Test
    void windowsWritesHyphensAndHeadings() throws UnknownHostException {
        assertThat(ArpCommand.parse("""

                Interface: 10.0.0.20 --- 0xb
                  Internet Address      Physical Address      Type
                  10.0.0.1              00-1a-2b-03-4d-5e     dynamic
                  10.0.0.7              02-00-00-00-00-07     dynamic
                  10.0.0.9              00-00-00-00-00-00     invalid
                  10.0.0.255            ff-ff-ff-ff-ff-ff     static
                  224.0.0.22            01-00-5e-00-00-16     static
                """.replace("\n", "\r\n")))
                .containsOnly(entry("10.0.0.1", "00:1a:2b:03:4d:5e"), entry("10.0.0.7", "02:00:00:00:00:07"));
    }

    @Test
    void freeBsdTellsWhenAnEntryExpires() throws UnknownHostException {
        assertThat(ArpCommand.parse("""
                ? (10.0.0.1) at 00:1a:2b:03:4d:5e on em0 expires in 1180 seconds [ethernet]
                ? (10.0.0.9) at (incomplete) on em0 expired [ethernet]
                """)).containsOnly(entry("10.0.0.1", "00:1a:2b:03:4d:5e"));
    }

    @Test
    void everythingElseIsPassedOver() {
        assertThat(ArpCommand.parse("")).isEmpty();
        assertThat(ArpCommand.parse("arp: No match found.\n999.1.1.1\n10.0.0.1 00-1a\n"))
                .isEmpty();
    }

    private static Map.Entry<InetAddress, MacAddress> entry(String address, String mac) throws UnknownHostException {
        return Map.entry(InetAddress.getByName(address), MacAddress.parse(mac));
    }
}

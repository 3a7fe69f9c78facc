package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class AddressTextTest {
    @ParameterizedTest(name = "RFC 5952 writes {0} as {1}")
    @CsvSource({
        // section 1
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1",
        // section 2.1 and 4.1: no leading zeros
        "2001:0db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        "2001:db8:aaaa:bbbb:cccc:dddd:0000:aaaa, 2001:db8:aaaa:bbbb:cccc:dddd:0:aaaa",
        // section 4.2.1: shortened as much as possible
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        // section 4.2.2: one zero group alone is written
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "0:1:1:1:1:1:1:1, 0:1:1:1:1:1:1:1",
        "1:1:1:1:1:1:1:0, 1:1:1:1:1:1:1:0",
        // section 4.2.3: the longest run, the first of equals
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "1:0:0:0:1:0:0:1, 1::1:0:0:1",
        "0:0:1:0:0:1:0:0, ::1:0:0:1:0:0",
        // section 4.3: lower case
        "2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:ABCD, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:abcd",
        // both ends
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "ff02:0:0:0:0:0:0:fb, ff02::fb"
    })
    void ipv6IsWrittenInItsOneShortForm(String full, String text) throws UnknownHostException {
        assertThat(AddressText.of(InetAddress.getByName(full))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "0.0.0.0", "255.255.255.255", "192.0.2.1"})
    void ipv4IsWrittenInDecimal(String text) throws UnknownHostException {
        assertThat(AddressText.of(InetAddress.getByName(text))).isEqualTo(text);
    }

    @Test
    void zoneStaysBehindTheAddress() throws UnknownHostException {
        byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();
        assertThat(AddressText.of(Inet6Address.getByAddress(null, linkLocal, 7)))
                .isEqualTo("fe80::1%7");
    }

    @Test
    void nameOfTheHostIsLeftOut() throws UnknownHostException {
        byte[] loopback = InetAddress.getByName("::1").getAddress();
        assertThat(AddressText.of(InetAddress.getByAddress("some.name", loopback)))
                .isEqualTo("::1");
        assertThat(AddressText.of(InetAddress.getByAddress("some.name", new byte[] {10, 0, 0, 1})))
                .isEqualTo("10.0.0.1");
    }
}

package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubnetTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 24, 192.0.2.0, true",
        "192.0.2.77, 24, 192.0.2.255, true",
        "192.0.2.77, 24, 192.0.3.77, false",
        "192.0.2.77, 32, 192.0.2.77, true",
        "192.0.2.77, 32, 192.0.2.76, false",
        "172.16.5.4, 12, 172.31.255.255, true",
        "172.16.5.4, 12, 172.32.0.0, false",
        "128.0.0.0, 1, 255.1.2.3, true",
        "128.0.0.0, 1, 127.1.2.3, false",
        "0.0.0.0, 0, 8.8.8.8, true",
        "0.0.0.0, 0, 2001:db8::1, false",
        "2001:db8::1, 64, 2001:db8::ffff:0:0:1, true",
        "2001:db8::1, 64, 2001:db8:0:1::1, false",
        "2001:db8::1, 127, 2001:db8::, true",
        "2001:db8::1, 128, 2001:db8::, false",
        "fc00::, 7, fdff::1, true",
        "fc00::, 7, fe80::1, false"
    })
    void anAddressIsInItIfItBeginsWithThePrefix(String address, int bits, String other, boolean inside)
            throws UnknownHostException {
        assertThat(new Subnet(InetAddress.getByName(address), bits).contains(InetAddress.getByName(other)))
                .isEqualTo(inside);
    }

    @Test
    void aPrefixIsNotLongerThanTheAddress() throws UnknownHostException {
        InetAddress ipv4 = InetAddress.getByName("192.0.2.1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Subnet(ipv4, 33));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subnet(ipv4, -1));
    }
}

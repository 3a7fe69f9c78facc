package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.crypto.SettableClock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AddressAllowanceTest {
    private static final long START = 1_800_000_000;

    private final SettableClock clock = new SettableClock(START);
    private final AddressAllowance three = new AddressAllowance(3, Duration.ofSeconds(10), clock);

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    private static int takes(AddressAllowance allowance, InetAddress address) {
        int taken = 0;
        while (allowance.take(address)) {
            taken++;
        }
        return taken;
    }

    private int takes(String address) throws UnknownHostException {
        return takes(three, address(address));
    }

    @Test
    void aClassComesAtOnceAndThenOneASecond() throws Exception {
        AddressAllowance newcomers = AddressAllowance.ofNewcomers(clock);
        InetAddress school = address("192.0.2.1");
        assertThat(takes(newcomers, school)).isEqualTo(30);
        for (int second = 1; second < 100; second++) {
            clock.set(START + second);
            assertThat(takes(newcomers, school)).isOne();
        }
        clock.set(START + 1_000);
        assertThat(takes(newcomers, school))
                .as("no more for having been away longer")
                .isEqualTo(30);
    }

    @Test
    void whatIsLeftGrowsOneByOne() throws Exception {
        assertThat(takes("192.0.2.1")).isEqualTo(3);
        clock.set(START + 9);
        assertThat(takes("192.0.2.1")).isZero();
        clock.set(START + 10);
        assertThat(takes("192.0.2.1")).isOne();
        clock.set(START + 35);
        assertThat(takes("192.0.2.1")).as("2.5 more").isEqualTo(2);
        clock.set(START + 40);
        assertThat(takes("192.0.2.1")).isOne();
    }

    @Test
    void addressesAreIndependent() throws Exception {
        assertThat(takes("192.0.2.1")).isEqualTo(3);
        assertThat(takes("192.0.2.2")).isEqualTo(3);
        assertThat(takes("2001:db8::1")).isEqualTo(3);
        assertThat(takes("2001:db8:0:1::1")).isEqualTo(3);
    }

    @Test
    void ipv4InIpv6IsThatIpv4Address() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xFF;
        System.arraycopy(address("192.0.2.1").getAddress(), 0, mapped, 12, 4);
        InetAddress sameInIpv6 = Inet6Address.getByAddress(null, mapped, -1); // others would make it IPv4 by themselves
        assertThat(sameInIpv6).isInstanceOf(Inet6Address.class);
        assertThat(takes(three, sameInIpv6)).isEqualTo(3);
        assertThat(takes("192.0.2.1")).isZero();
        assertThat(takes("192.0.2.2")).isEqualTo(3);
        assertThat(takes("::1")).isEqualTo(3);
    }

    @Test
    void householdSharesWhatItsHalfOfAnIpv6AddressMayDo() throws Exception {
        assertThat(takes("2001:db8::1")).isEqualTo(3);
        assertThat(takes("2001:db8::ffff:ffff:ffff:ffff")).isZero();
        assertThat(takes("fe80::1")).isEqualTo(3);
    }

    @Test
    void addressesThatAreAwayLongestAreForgottenWhenThereAreTooMany() throws Exception {
        InetAddress first = address("192.0.2.1");
        InetAddress second = address("192.0.2.2");
        assertThat(takes(three, first)).isEqualTo(3);
        assertThat(takes(three, second)).isEqualTo(3);
        assertThat(three.take(first)).as("here again, in vain").isFalse();
        for (int i = 0; i < AddressAllowance.MOST_ADDRESSES - 1; i++) {
            three.take(InetAddress.getByAddress(new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i}));
        }
        assertThat(three.size()).isEqualTo(AddressAllowance.MOST_ADDRESSES);
        assertThat(three.take(first)).isFalse();
        assertThat(three.take(second)).isTrue();
    }

    @Test
    void clockThatWasSetBackLocksNobodyOut() throws Exception {
        assertThat(takes("192.0.2.1")).isEqualTo(3);
        clock.set(START - 86_400);
        assertThat(takes("192.0.2.1")).isZero();
        clock.set(START - 86_400 + 10);
        assertThat(takes("192.0.2.1")).isOne();
    }
}

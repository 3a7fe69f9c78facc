package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.5, 10.0.0.5",
        "10.0.0.0/24, 10.0.0.1, 10.0.0.254",
        "10.0.0.77/24, 10.0.0.1, 10.0.0.254",
        "10.0.0.0/20, 10.0.0.1, 10.0.15.254",
        "10.0.0.0/30, 10.0.0.1, 10.0.0.2",
        "10.0.0.3/31, 10.0.0.2, 10.0.0.3",
        "10.0.0.3/32, 10.0.0.3, 10.0.0.3",
        "0.0.0.0/0, 0.0.0.1, 255.255.255.254",
        "10.0.0.5-40, 10.0.0.5, 10.0.0.40",
        "10.0.0.250-10.0.1.5, 10.0.0.250, 10.0.1.5",
        "200.0.0.1-200.0.0.1, 200.0.0.1, 200.0.0.1"
    })
    void everyFormIsRead(String text, String first, String last) {
        AddressRange range = AddressRange.parse(text);
        assertThat(range).isEqualTo(AddressRange.parse(first + "-" + last));
    }

    @Test
    void addressesAreThoseFromTheFirstToTheLast() {
        List<String> addresses = AddressRange.parse("10.0.0.254-10.0.1.1")
                .addresses()
                .map(InetAddress::getHostAddress)
                .toList();
        assertThat(addresses).containsExactly("10.0.0.254", "10.0.0.255", "10.0.1.0", "10.0.1.1");
        assertThat(AddressRange.parse("0.0.0.0/0").size()).isEqualTo((1L << 32) - 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0.0",
                "10.0.0.",
                "10.0.0.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.1/33",
                "10.0.0.1/",
                "10.0.0.1-",
                "10.0.0.9-5",
                "10.0.0.9-10.0.0.5",
                "10.0.0.1-300",
                "10.0.0.0/24-30",
                "-",
                "/24",
                "1e1.0.0.1"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text));
    }
}

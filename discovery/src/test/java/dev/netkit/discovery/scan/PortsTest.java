package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    @Test
    void numbersRangesAndNamesAreReadInOrderAndOnce() {
        assertThat(Ports.parse("9001-9003, http,22,9002,ssh").numbers()).containsExactly(22, 80, 9001, 9002, 9003);
        assertThat(Ports.parse("netkit")).isEqualTo(Ports.NETKIT);
        assertThat(Ports.parse("65535").numbers()).containsExactly(65535);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "22,", "0", "65536", "9010-9000", "-5", "5-", "gopher", "1-65535", "0-10"})
    void whatIsNoListOfPortsIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Ports.parse(text));
    }
}

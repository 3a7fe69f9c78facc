package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.net.ListenAddress;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LocalAddressConverterTest {
    private final LocalAddressConverter converter = new LocalAddressConverter();

    @Test
    void aPortAloneIsOnLoopback() {
        assertThat(converter.convert("9464")).isEqualTo(ListenAddress.loopback(9464));
    }

    @Test
    void anAddressMayStandBeforeIt() throws Exception {
        assertThat(converter.convert("10.0.0.1:9464").host()).isEqualTo(Optional.of(InetAddress.getByName("10.0.0.1")));
        assertThat(converter.convert("[::]:0"))
                .isEqualTo(new ListenAddress(Optional.of(InetAddress.getByName("::")), 0, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "65536", "-1", "10.0.0.1", "::1", "[::1]", ":9464", "no such name:1", "1:x", "[::1:1"})
    void whatIsNeitherIsRefused(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(text));
    }
}

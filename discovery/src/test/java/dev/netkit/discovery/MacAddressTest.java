package dev.netkit.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"00:1a:2b:3c:4d:5e", "00-1A-2B-3C-4D-5E", "001a.2b3c.4d5e", "001A2B3C4D5E"})
    void everyWayOfWritingIsRead(String text) {
        assertThat(MacAddress.parse(text)).hasToString("00:1a:2b:3c:4d:5e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00:1a:2b:3c:4d",
                "00:1a:2b:3c:4d:5e:6f",
                "00:1a-2b:3c:4d:5e",
                "0:1a:2b:3c:4d:5e",
                "00:1a:2b:3c:4d:5g",
                "001a:2b3c:4d5e",
                " 00:1a:2b:3c:4d:5e",
                "00:1a:2b:3c:4d:5e\n",
                "00:00:00:00:00:00",
                "ff:ff:ff:ff:ff:ff",
                "01:00:5e:00:00:fb"
            })
    void whatIsNoAddressOfOneCardIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.parse(text));
    }
}

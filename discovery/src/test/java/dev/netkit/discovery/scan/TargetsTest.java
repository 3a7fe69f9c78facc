package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.netkit.common.net.AddressText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    private final List<String> unknown = new ArrayList<>();
    private final Targets targets = new Targets(unknown::addAll);

    @Test
    void listsAreReadAndOverlapsCountOnce() {
        targets.add(" 10.0.0.1-3,10.0.0.2-4\t127.0.0.1 ");
        targets.add("::1,0:0:0:0:0:0:0:1");
        targets.add(" , ");
        assertThat(targets.addresses())
                .extracting(AddressText::of)
                .containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "127.0.0.1", "::1");
    }

    @Test
    void namesAreLookedUpIpv4First() {
        targets.add("localhost");
        assertThat(targets.addresses()).extracting(AddressText::of).containsExactly("127.0.0.1");
    }

    @Test
    void aNameThatNobodyKnowsIsToldAndTheRestStands() {
        targets.add("nobody.invalid,10.0.0.1");
        assertThat(targets.addresses()).hasSize(1);
        assertThat(unknown).containsExactly("nobody.invalid");
    }

    @Test
    void anIpv6NetworkIsRefusedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets.add("2001:db8::/64"))
                .withMessageContaining("2^64 addresses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "0.0.0.0/0", "10.0.0.0/16,10.1.0.0/16", "0.0.0.0-255.255.255.255"})
    void tooMuchIsRefusedBeforeItIsInMemory(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets.add(text))
                .withMessageContaining("more than 65536 addresses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "host/24", "1.2.3.4/40", ":::", "fe80::zz", "10.0.0.1-2-3"})
    void whatCannotBeMeantIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> targets.add(text)).withMessageContaining(text);
    }
}

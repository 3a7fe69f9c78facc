package dev.netkit.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
    @ParameterizedTest
    @ValueSource(strings = {"ann", "Оля", "a,b=c", "o'brien", "x';DELETE/**/FROM/**/account;--", "a@b.c", "李", "é"})
    void namesOfEveryScriptAreTaken(String name) {
        assertThat(Username.parse(name).text()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\u0000b",
                "a\nb",
                "a\u202eb",
                "a\u200bb",
                "\ud800",
                "a\u00a0b",
                "ann\ufe0f",
                "a\u3164b",
                "\u2800"
            })
    void blanksAndWhatCannotBeSeenAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Username.parse(name));
    }

    @Test
    void nameHasAtMost64Characters() {
        assertThat(Username.parse("😀".repeat(64)).text()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> Username.parse("x".repeat(65)));
        assertThatIllegalArgumentException().isThrownBy(() -> Username.parse("x".repeat(10_000)));
    }

    @ParameterizedTest
    @CsvSource({"Ann,ann", "STRASSE,straße", "e\u0301,é", "ＡＮＮ,ann", "ſ,s"})
    void namesThatDifferInCaseOrFormOnlyAreOne(String one, String other) {
        assertThat(Username.parse(one).key()).isEqualTo(Username.parse(other).key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"аnn" /* a Cyrillic а */, "annα", "pаypal"})
    void lettersThatLookAlikeDoNotMeetInOneName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Username.parse(name))
                .withMessageContaining("one script");
    }
}

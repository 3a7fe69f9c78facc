package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTextTest {
    private static String prepared(String typed) {
        return new String(PasswordText.prepare(typed.toCharArray()));
    }

    @Test
    void everyWayToTypeTheSamePasswordIsTheSame() {
        assertThat(prepared("e\u0301te\u0301 2026")).isEqualTo("été 2026");
        assertThat(prepared("a\u00a0b\u3000c")).isEqualTo("a b c");
        assertThat(prepared("correct horse")).isEqualTo("correct horse");
        assertThat(prepared("Пароль 😀")).isEqualTo("Пароль 😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "tab\there", "\ud800"})
    void whatCannotBeTypedIsRefused(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> prepared(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seven77", "password", "PassWord", "12345678", "qwertyuiop"})
    void newPasswordIsNeitherShortNorCommon(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> PasswordText.prepareNew(typed.toCharArray()));
    }

    @Test
    void newPasswordMayHaveAThousandCharacters() {
        assertThat(PasswordText.prepareNew("😀".repeat(1024).toCharArray())).hasSize(2048);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PasswordText.prepareNew("x".repeat(1025).toCharArray()));
    }
}

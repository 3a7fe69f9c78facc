package dev.netkit.chat.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebNamesTest {
    private static final WebNames NONE_GIVEN = new WebNames(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.1.7:7777",
                "192.168.1.7",
                "[::1]:7777",
                "[fd00::1:2]",
                "laptop:7777",
                "LapTop",
                "laptop.local:7777",
                "Laptop.LOCAL.",
                "pc.lan:7777",
                "a.b.home.arpa",
                "chat.localhost",
                "chat.room_1.internal:80"
            })
    void whatNobodyOutsideCanMakeIsRight(String host) {
        assertThat(NONE_GIVEN.have(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example.com",
                "pc.lan.example.com:7777",
                "127.0.0.1.example.com",
                "1.2.3.4.5",
                "pc.fritz.box",
                ".local",
                "example.comlocal",
                "a b.local",
                "x;script-src.local",
                "http://pc.lan",
                "user@pc.lan",
                "[::1",
                ""
            })
    void anyOtherIsNot(String host) {
        assertThat(NONE_GIVEN.have(host)).isFalse();
    }

    @Test
    void whatIsGivenIsRightAsWell() {
        WebNames names = new WebNames(List.of("Chat.Example.org", "pc.fritz.box"));
        assertThat(names.have("chat.example.ORG:7777")).isTrue();
        assertThat(names.have("pc.fritz.box")).isTrue();
        assertThat(names.have("x.chat.example.org")).isFalse();
        assertThat(names.areGiven("chat.example.org")).isTrue();
        assertThat(names.areGiven("laptop")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://chat.example.org", "chat.example.org:80", "*.example.org", "", "a b", "x/"})
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> new WebNames(List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chat.example.org");
    }
}

package dev.netkit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "report.pdf",
                "a/b/c",
                ".hidden",
                "..hidden",
                "...x",
                "a..b",
                "with space",
                " leading",
                "звіт за листопад.txt",
                "\uD83D\uDE00.png",
                "CON1",
                "consul.txt",
                "12:30 notes",
                "a'b\"c",
                "-rf",
                "~",
                "$HOME"
            })
    void harmlessNamesAreTakenAsTheyAre(String name) throws BadNameException {
        assertThat(PeerPath.parse(name)).hasToString(name);
    }

    static Stream<Arguments> badNames() {
        return Stream.of(
                Arguments.of("", "empty"),
                Arguments.of("/etc/passwd", "absolute"),
                Arguments.of("//server/share", "absolute"),
                Arguments.of("C:/windows", "drive"),
                Arguments.of("c:x", "drive"),
                Arguments.of("..", "'..'"),
                Arguments.of(".", "'.'"),
                Arguments.of("a/../b", "'..'"),
                Arguments.of("a/..", "'..'"),
                Arguments.of("../a", "'..'"),
                Arguments.of("a/./b", "'.'"),
                Arguments.of("a//b", "empty"),
                Arguments.of("a/", "empty"),
                Arguments.of("..\\a", "'\\'"),
                Arguments.of("a\0b", "control"),
                Arguments.of("a\nb", "control"),
                Arguments.of("a\u001b[2J", "control"),
                Arguments.of("a\u0085b", "control"),
                Arguments.of("a\u007f", "control"),
                Arguments.of("a.", "ends with"),
                Arguments.of("a /b", "ends with"),
                Arguments.of("nul", "device"),
                Arguments.of("NUL.txt", "device"),
                Arguments.of("a/Com1", "device"),
                Arguments.of("lpt9.tar.gz", "device"),
                Arguments.of("con .txt", "device"),
                Arguments.of("COM\u00b9", "device"),
                Arguments.of("x".repeat(256), "255 bytes"),
                Arguments.of("ж".repeat(128), "255 bytes"),
                Arguments.of("a/".repeat(64) + "b", "64 parts"));
    }

    @ParameterizedTest
    @MethodSource("badNames")
    void namesThatLeadElsewhereAreRefusedWithTheReason(String name, String reason) {
        assertThatExceptionOfType(BadNameException.class)
                .isThrownBy(() -> PeerPath.parse(name))
                .withMessageContaining(reason);
    }

    @Test
    void longestNameIs255Bytes() throws BadNameException {
        assertThat(PeerPath.parse("x".repeat(255)).fileName()).hasSize(255);
        assertThat(PeerPath.parse("ж".repeat(127)).fileName()).hasSize(127);
    }

    @Test
    void decomposedLettersBecomeComposedOnes() throws BadNameException {
        assertThat(PeerPath.parse("u\u0308ber")).isEqualTo(PeerPath.parse("\u00fcber"));
        assertThat(PeerPath.parse("и\u0306")).isEqualTo(PeerPath.parse("й"));
    }

    @Test
    void namesThatWouldMeetOnOneFileLookTheSameFolded() {
        assertThat(PeerPath.fold("README")).isEqualTo(PeerPath.fold("ReadMe"));
        assertThat(PeerPath.fold("ЗВІТ")).isEqualTo(PeerPath.fold("звіт"));
        assertThat(PeerPath.fold("stra\u00dfe")).isEqualTo(PeerPath.fold("STRASSE"));
        assertThat(PeerPath.fold("\u017f")).isEqualTo(PeerPath.fold("s"));
        assertThat(PeerPath.fold("a")).isNotEqualTo(PeerPath.fold("b"));
    }
}

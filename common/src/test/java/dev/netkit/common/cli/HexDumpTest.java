package dev.netkit.common.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HexDumpTest {
    @Test
    void nothingHasNoLines() {
        assertThat(HexDump.of(new byte[0], "  ")).isEmpty();
    }

    @Test
    void lineHasOffsetBytesAndText() {
        assertThat(HexDump.of("0123456789abcdef".getBytes(US_ASCII), ""))
                .isEqualTo("00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|\n");
    }

    @Test
    void shortLineKeepsItsColumns() {
        assertThat(HexDump.of("hello".getBytes(US_ASCII), ""))
                .isEqualTo("00000000  68 65 6c 6c 6f                                    |hello|\n");
        assertThat(HexDump.of("123456789".getBytes(US_ASCII), ""))
                .isEqualTo("00000000  31 32 33 34 35 36 37 38  39                       |123456789|\n");
    }

    @Test
    void seventeenthByteBeginsALine() {
        assertThat(HexDump.of(new byte[17], "    "))
                .isEqualTo("    00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n"
                        + "    00000010  00                                                |.|\n");
    }

    @Test
    void offsetHasEightDigits() {
        assertThat(HexDump.of(new byte[0x12345 + 1], "").lines().reduce((first, last) -> last))
                .hasValueSatisfying(line -> assertThat(line).startsWith("00012340  "));
    }

    @Test
    void onlyPrintableAsciiIsShownAsText() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        String dump = HexDump.of(all, "");
        assertThat(dump.lines()).hasSize(16).allMatch(line -> line.matches("[ -~]+"));
        assertThat(dump)
                .contains("| !\"#$%&'()*+,-./|", "|0123456789:;<=>?|", "|pqrstuvwxyz{|}~.|", "f8 f9 fa fb fc fd fe ff");
    }

    @Test
    void charactersOfMoreBytesAreDots() {
        assertThat(HexDump.of("\u0436\u001b".getBytes(UTF_8), ""))
                .contains("d0 b6 1b")
                .contains("|...|");
    }
}

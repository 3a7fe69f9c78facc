package dev.netkit.chat.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class InputLinesTest {
    @Test
    void linesComeWithoutTheirEnds() throws IOException {
        InputLines lines = lines("one\r\ntwo\n\nthree");
        assertThat(lines.next()).contains("one");
        assertThat(lines.next()).contains("two");
        assertThat(lines.next()).contains("");
        assertThat(lines.next()).contains("three");
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void ofALongLineOnlyTheBeginningIsKept() throws IOException {
        InputLines lines = lines("0123456789abcdef\nnext");
        assertThat(lines.next()).contains("0123456789a");
        assertThat(lines.next()).contains("next");
    }

    private static InputLines lines(String text) {
        return new InputLines(new ByteArrayInputStream(text.getBytes(UTF_8)), 10);
    }
}

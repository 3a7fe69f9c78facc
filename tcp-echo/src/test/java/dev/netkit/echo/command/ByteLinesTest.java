package dev.netkit.echo.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.cli.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByteLinesTest {
    @Test
    void everyLineKeepsItsBytesAndItsEnd() throws Exception {
        assertThat(lines("a\r\n\n\u00ff\u0000\rb\nlast")).containsExactly("a\r\n", "\n", "\u00ff\u0000\rb\n", "last");
    }

    @Test
    void aStreamWithoutBytesHasNoLine() throws Exception {
        assertThat(lines("")).isEmpty();
    }

    @Test
    void theLimitIsForTheLineWithItsEnd() throws Exception {
        assertThat(lines("12345678\n")).containsExactly("12345678\n");
        assertThatThrownBy(() -> lines("ok\n123456789\n"))
                .isInstanceOf(UsageException.class)
                .hasMessage("a line is longer than 9 bytes, so it is said");
    }

    private static List<String> lines(String text) throws IOException {
        ByteLines lines = new ByteLines(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), 9, "so it is said");
        List<String> all = new ArrayList<>();
        Optional<byte[]> line;
        while ((line = lines.next()).isPresent()) {
            all.add(new String(line.get(), ISO_8859_1));
        }
        return all;
    }
}

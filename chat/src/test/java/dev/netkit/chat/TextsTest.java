package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts arrive as they were said: to make them safe for a terminal is for whoever shows them. */
@Timeout(60)
class TextsTest {
    private static final String[] CORPUS = {
        "\u001b[2J\u001b[1;1H",
        "\u001b]0;another title\u0007",
        "\u001b]8;;http://example.org\u001b\\link\u001b]8;;\u001b\\",
        "\u001bP+q544e\u001b\\",
        "\u009b31mred\u009c",
        "line\r\nline\u0085line\u2028line\u2029",
        "\u202egnp.exe\u202c \u2066isolated\u2069 \u200f",
        "\0\b\t\u000b\f\u007f",
        "\ufeffbom \ufffd \uffff",
        "e\u0301 👩\u200d👩\u200d👧 🇩🇪 \udb40\udd00",
        "{\"type\":\"bye\"} </script> \\u001b ' \" \\",
        "",
        " "
    };

    @Test
    void everyTextArrivesUnchangedInEveryDialect() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann");
                Chatter old = Chatter.ascii(chat.address());
                JimPeer jim = chat.jim("jim")) {
            old.says("hello", "username", "old");
            old.hears();
            old.hears();
            for (String text : CORPUS) {
                ann.says("text", "content", text);
                assertThat(ann.hearsTexts(1)).containsExactly(text);
                assertThat(old.hears("message").path("content").asText()).isEqualTo(text);
                assertThat(jim.hearsText().path("message").asText()).isEqualTo(text);
            }
        }
    }

    @Test
    void everyTextArrivesUnchangedFromJim() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann");
                JimPeer jim = chat.jim("jim")) {
            for (String text : CORPUS) {
                jim.says("message", "mess_text", text);
                assertThat(ann.hearsTexts(1)).containsExactly(text);
            }
        }
    }
}

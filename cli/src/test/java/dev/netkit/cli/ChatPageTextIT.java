package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.cli.JarProcesses.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page makes of what others write, and what it says itself. */
@Timeout(120)
class ChatPageTextIT {
    @TempDir
    private static Path folder;

    private static JarProcesses processes;
    private static BrowserWindow window;
    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        window = BrowserWindow.open(BrowserWindow.Size.DESKTOP);
        processes = new JarProcesses(folder);
        server = processes.serve("chat-server");
    }

    @AfterAll
    static void end() {
        if (window != null) {
            window.close();
            processes.close();
        }
    }

    @Test
    void whatOthersWriteStaysText() throws IOException {
        ChatPage page = ChatPage.open(window, server).join("Anna", "hostile");
        TerminalPerson carol = TerminalPerson.join(processes, server, "carol", "hostile");
        String[] texts = {
            "<img src=x onerror=\"window.broken = true\">",
            "<script>window.broken = true</script>",
            "javascript:window.broken=true",
            "[click](javascript:window.broken=true) data:text/html,<b>no</b>",
            "{{7*7}} ${7*7} &lt;b&gt;"
        };

        for (String text : texts) {
            carol.say(text);
        }

        page.awaitSaid(texts);
        assertThat(page.has("#log img, #log script, #log b, #log a")).isFalse();
        assertThat(page.driver().executeScript("return window.broken")).isNull();
    }

    @Test
    void whatCouldDriveADisplayIsShownEscaped() throws IOException {
        ChatPage page = ChatPage.open(window, server).join("Bert", "controls");

        page.say("\u001b[31mred\u0007 \u202egnp.exe\u2066 \u200fx");

        page.awaitSaid("\\x1b[31mred\\x07 \\u{202e}gnp.exe\\u{2066} \\u{200f}x");
    }

    @Test
    void onlyAddressesOfTheWebBecomeLinks() throws IOException {
        ChatPage page = ChatPage.open(window, server).join("Cleo", "links");
        String text = "see (https://en.wikipedia.org/wiki/Socket_(network)), HTTP://10.0.0.1:8080/a?b=c#d. ftp://x.y/";

        page.say(text);

        page.awaitSaid(text);
        assertThat(page.texts("#messages .body a"))
                .containsExactly("https://en.wikipedia.org/wiki/Socket_(network)", "HTTP://10.0.0.1:8080/a?b=c#d");
        assertThat(page.find("#messages .body a").getDomAttribute("rel")).isEqualTo("noopener noreferrer");
        assertThat(page.find("#messages .body a").getDomAttribute("target")).isEqualTo("_blank");
    }

    /** Of text.js, with what was typed on the left. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hello              | {"say":"hello"}
            //etc/hosts        | {"say":"/etc/hosts"}
            /msg Bob hi there  | {"to":"Bob","say":"hi there"}
            /MSG Bob B hi      | {"to":"Bob B","say":"hi"}
            /msg "X Y" hi      | {"to":"X Y","say":"hi"}
            /msg Eve hi        | {"to":"Eve","say":"hi"}
            /msg Bob           | {"to":"Bob","say":""}
            /join attic        | {"join":"attic"}
            /msg               | {"unknown":"/msg"}
            /dance now         | {"unknown":"/dance"}
            """)
    void whatIsTypedIsUnderstood(String typed, String meaning) {
        ChatPage page = ChatPage.open(window, server);

        Object understood = page.driver().executeAsyncScript("""
                const [typed, done] = arguments;
                import("/text.js").then(text => done(JSON.stringify(text.parseTyped(typed, ["Bob", "Bob B"]))));
                """, typed);

        assertThat(understood).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({"en-GB, en, Join", "uk-UA, uk, Увійти", "ru-RU, ru, Войти", "pl-PL, en, Join"})
    void thePageSpeaksTheLanguageOfTheBrowser(String preferred, String spoken, String join) {
        window.language(preferred);

        ChatPage page = ChatPage.open(window, server);

        assertThat(page.find("html").getDomAttribute("lang")).isEqualTo(spoken);
        assertThat(page.text("#enter")).isEqualTo(join);
        window.language("en-US");
    }

    @Test
    void everyLanguageSaysTheSameThings() {
        ChatPage page = ChatPage.open(window, server);

        Object said = page.driver().executeAsyncScript("""
                const done = arguments[0];
                const gist = strings => Object.entries(strings)
                    .map(([key, text]) => key + (text.match(/\\{\\w+\\}/g) ?? []).sort().join("")).sort();
                import("/i18n.js").then(({ STRINGS }) =>
                    done(Object.fromEntries(Object.entries(STRINGS).map(([tag, strings]) => [tag, gist(strings)]))));
                """);

        Map<?, ?> languages = (Map<?, ?>) said;
        assertThat(languages).hasSize(3);
        assertThat(languages.get("uk")).isEqualTo(languages.get("en"));
        assertThat(languages.get("ru")).isEqualTo(languages.get("en"));
        assertThat((Collection<?>) languages.get("en")).hasSizeGreaterThan(40);
    }

    @Test
    void thePageOfASealedRoomSaysHowToJoinIt() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=\n");
        Server sealed = processes.serve("chat-server", "--key-file", key.toString());

        ChatPage page = ChatPage.open(window, sealed);

        assertThat(page.find("#join").isDisplayed()).isFalse();
        assertThat(page.text("#sealed"))
                .contains("sealed", "netkit chat 127.0.0.1:" + sealed.port() + " --key-file FILE");
    }
}

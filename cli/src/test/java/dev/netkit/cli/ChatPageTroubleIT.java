package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.cli.JarProcesses.Server;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page does when it is refused something, put out, or told more than it can keep. */
@Timeout(180)
class ChatPageTroubleIT extends TwoWindows {
    /** Counts what the page opens, and keeps what it says. */
    private static final String LISTEN_IN = """
            window.sent = [];
            const send = WebSocket.prototype.send;
            WebSocket.prototype.send = function (text) {
              window.sent.push(JSON.parse(text));
              return send.call(this, text);
            };
            """;

    /** Another client, from within a window of the same place. */
    private static final String SPEAK = """
            const [hello, count] = [JSON.parse(arguments[0]), arguments[1]];
            window.other = new WebSocket(`ws://${location.host}/ws`);
            window.other.onopen = () => {
              window.other.send(JSON.stringify(hello));
              for (let i = 1; i <= count; i++) {
                window.other.send(JSON.stringify({ type: "text", content: `text ${i}` }));
              }
            };
            """;

    private static final int LINES = 2_000;

    private Server serve() throws IOException {
        return processes.serve("chat-server", "--history", "history", "--rate", "0");
    }

    @Test
    void aRoomThatCannotBeEnteredLeavesOneWhereOneIs() throws IOException {
        Server server = serve();
        ChatPage ann = ChatPage.open(phone, server).join("Ann", "physics");
        ann.say("before");
        ann.awaitSaid("before");
        Files.createDirectories(folder.resolve("history/broken.jsonl"));

        ann.say("/join broken");

        await().untilAsserted(() -> assertThat(ann.texts("#messages .remark"))
                .anySatisfy(
                        remark -> assertThat(remark).startsWith("Still here").contains("#broken")));
        assertThat(ann.text("#room-name")).isEqualTo("physics");
        assertThat(ann.driver().getCurrentUrl()).endsWith("#physics");
        ann.awaitHidden("#connection");
        ann.say("after");
        ann.awaitSaid("before", "after");
        assertThat(ann.people()).containsExactly("Ann");
        ann.say("/join attic");
        await().untilAsserted(() -> assertThat(ann.text("#room-name")).isEqualTo("attic"));
    }

    @Test
    void aRefusedTextIsTheOneThatIsMarked() throws IOException {
        Server server = serve();
        ChatPage ann = ChatPage.open(phone, server).join("Ann", "physics");
        ann.driver().executeScript("""
                const field = document.getElementById("text");
                for (const text of ["one", "/msg nobody two", "three", "/msg nobody four"]) {
                  field.value = text;
                  document.getElementById("compose").requestSubmit();
                }
                """);
        ann.awaitSaid("one", "three");
        await().untilAsserted(
                        () -> assertThat(ann.texts("#pending .failed .body")).containsExactly("two", "four"));
        assertThat(ann.texts("#pending li")).hasSize(2);
    }

    @Test
    void whoComesInElsewhereIsToldSoAndDoesNotComeBackByItself() throws IOException {
        Server server = serve();
        ChatPage ann = ChatPage.open(phone, server);
        ann.driver().executeScript(LISTEN_IN);
        ann.join("Ann", "physics");
        Object session = ann.driver().executeScript("return window.sent[0].session");
        ChatPage other = ChatPage.open(desktop, server);
        String hello = "{\"type\":\"hello\",\"username\":\"Ann\",\"room\":\"attic\",\"session\":\"" + session + "\"}";

        other.driver().executeScript(SPEAK, hello, 0);

        await().untilAsserted(() -> assertThat(ann.text("#join-error")).contains("another window"));
        assertThat(ann.find("#chat").isDisplayed()).isFalse();
        assertThat(ann.driver().executeScript("return window.sent.filter(({ type }) => type === 'hello').length"))
                .isEqualTo(1L);
        ann.click("#enter");
        ann.awaitVisible("#chat");
        assertThat(ann.people()).containsExactly("Ann");
    }

    @Test
    void aPageThatIsToldVeryMuchKeepsTheLastOfIt() throws IOException {
        Server server = serve();
        ChatPage ann = ChatPage.open(phone, server).join("Ann", "physics");
        ChatPage other = ChatPage.open(desktop, server);
        String hello = "{\"type\":\"hello\",\"username\":\"Bob\",\"room\":\"physics\"}";
        other.driver().executeScript(SPEAK, hello, 100);
        ann.awaitSaid("text 100");
        ann.driver().executeScript("document.getElementById('log').scrollTop = 0");
        ann.awaitVisible("#newest");

        other.driver().executeScript(SPEAK, hello.replace("Bob", "Carol"), LINES + 200);

        ann.awaitSaid("text " + (LINES + 200));
        assertKeepsTheLast(ann);
        ann.driver().navigate().refresh();
        ann.awaitVisible("#chat");
        ann.awaitSaid("text " + (LINES + 200));
        assertKeepsTheLast(ann);
    }

    private static void assertKeepsTheLast(ChatPage page) {
        Object lines = page.driver().executeScript("return document.getElementById('messages').childElementCount");
        assertThat((Long) lines).isBetween(LINES + 1L, LINES + 201L);
        assertThat(page.texts("#messages li:first-child").get(0)).contains("last " + LINES);
        assertThat(page.texts("#messages li:last-child .body")).containsExactly("text " + (LINES + 200));
    }
}

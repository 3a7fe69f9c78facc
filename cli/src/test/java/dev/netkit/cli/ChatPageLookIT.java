package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.cli.JarProcesses.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** How the page looks, to the rules of accessibility (WCAG 2.2 AA, as far as axe-core can tell) and in pictures. */
@Timeout(180)
class ChatPageLookIT extends JarProcessesFixture {
    private static final String AXE = axe();

    private static String axe() {
        try (InputStream in = ChatPageLookIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "phone, PHONE, false",
        "phone-dark, PHONE, true",
        "desktop, DESKTOP, false",
        "desktop-dark, DESKTOP, true"
    })
    void thePageIsForEverybody(String picture, String size, boolean dark) throws Exception {
        Server server = processes.serve("chat-server");
        try (BrowserWindow window =
                BrowserWindow.open(size.equals("PHONE") ? BrowserWindow.Size.PHONE : BrowserWindow.Size.DESKTOP)) {
            window.dark(dark);
            ChatPage page = ChatPage.open(window, server);
            page.fillIn("server", "physics");
            checkWithAxe(page);
            window.screenshot("entrance-" + picture);

            page.join("Ann", "physics");
            talk(page, server);
            window.screenshot(picture);
            page.say("/msg nobody hello");
            page.awaitVisible("#pending .reason");
            checkWithAxe(page);

            if (size.equals("PHONE")) {
                page.find("#people-toggle").sendKeys(Keys.ENTER);
                checkWhoIsHere(page);
                window.screenshot("people-" + picture);
                page.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
                page.awaitHidden("#people");
            }
            server.kill();
            page.awaitVisible("#connection");
            page.say("This is sent as soon as the server is back.");
            checkWithAxe(page);
            window.screenshot("lost-" + picture);
        }
    }

    /** A lesson, as it is shown in the README. */
    private void talk(ChatPage page, Server server) throws IOException {
        TerminalPerson teacher = TerminalPerson.join(processes, server, "Ms Kovalenko", "physics");
        await().untilAsserted(() -> assertThat(page.people()).hasSize(2));
        TerminalPerson boris = TerminalPerson.join(processes, server, "Борис", "physics");
        await().untilAsserted(() -> assertThat(page.people()).hasSize(3));
        teacher.say("Good morning! Today: how a message finds its end. https://www.rfc-editor.org/rfc/rfc6455");
        page.awaitSaid("Good morning! Today: how a message finds its end. https://www.rfc-editor.org/rfc/rfc6455");
        boris.say("Довжина, а потім байти?");
        page.awaitSaid("Довжина, а потім байти?");
        page.say("Mine works with both encodings now.");
        page.awaitSaid("Mine works with both encodings now.");
        page.say("/msg Ms Kovalenko May I show it to the class?");
        page.awaitSaid("May I show it to the class?");
        teacher.say("Then please check the length before you allocate memory for it.");
        page.awaitSaid("Then please check the length before you allocate memory for it.");
    }

    private static void checkWhoIsHere(ChatPage page) {
        page.awaitVisible("#people");
        assertThat(page.driver().switchTo().activeElement().getText()).isEqualTo("Ms Kovalenko");
        checkWithAxe(page);
    }

    private static void checkWithAxe(ChatPage page) {
        page.driver().executeScript(AXE + ";window.axe = axe;");
        Object findings = page.driver().executeAsyncScript("""
                const done = arguments[0];
                const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
                window.axe.run(document, { runOnly: { type: "tag", values: tags } }).then(
                    found => done(found.violations.flatMap(rule => rule.nodes.map(
                        node => rule.impact + " " + rule.id + " " + node.html + " " + node.failureSummary))),
                    problem => done([String(problem)]));
                """);
        assertThat((Collection<?>) findings).isEmpty();
    }
}

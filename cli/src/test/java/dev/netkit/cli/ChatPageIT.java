package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.cli.JarProcesses.Server;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two browser windows and a terminal in one room, over the program as it is delivered. */
@Timeout(180)
class ChatPageIT extends TwoWindows {
    private Server serve(int port) throws IOException {
        return processes.serveOn(port, "chat-server", "--history", "history");
    }

    @Test
    void windowsAndATerminalTalkInOneRoom() throws IOException {
        Server server = serve(0);
        ChatPage ann = ChatPage.open(phone, server).join("Ann", "physics");
        ann.say("who is first?");
        ann.awaitSaid("who is first?");
        ChatPage boris = ChatPage.open(desktop, server).join("Борис", "physics");
        TerminalPerson carol = TerminalPerson.join(processes, server, "carol", "physics");

        await().untilAsserted(() -> assertThat(boris.people()).containsExactlyInAnyOrder("Ann", "Борис", "carol"));
        boris.say("привіт");
        carol.say("good morning");

        String[] all = {"who is first?", "привіт", "good morning"};
        ann.awaitSaid(all);
        boris.awaitSaid(all);
        await().untilAsserted(() -> assertThat(carol.heard("привіт")).isTrue());
        assertThat(ann.texts("#messages .own .body")).containsExactly("who is first?");
        assertThat(ann.texts("#messages .own .mark")).hasSize(1);
        assertThat(ann.texts("#pending li")).isEmpty();
    }

    @Test
    void aPrivateTextIsForOneAlone() throws IOException {
        Server server = serve(0);
        ChatPage ann = ChatPage.open(phone, server).join("Ann", "physics");
        ChatPage bob = ChatPage.open(desktop, server).join("Bob the Builder", "physics");
        TerminalPerson carol = TerminalPerson.join(processes, server, "carol", "physics");
        await().untilAsserted(() -> assertThat(ann.people()).contains("Bob the Builder", "carol"));

        ann.click("#people-toggle");
        ann.click("#people-list button[data-name='Bob the Builder']");
        ann.say("by a click");
        ann.click("#recipient-clear");
        ann.say("/msg Bob the Builder by a command");
        ann.say("/msg nobody is there");
        ann.say("to everybody");

        bob.awaitSaid("by a click", "by a command", "to everybody");
        assertThat(bob.texts("#messages .private .body")).containsExactly("by a click", "by a command");
        ann.awaitSaid("by a click", "by a command", "to everybody");
        await().untilAsserted(() -> assertThat(ann.texts("#pending .reason"))
                .singleElement()
                .asString()
                .contains("Nobody here"));
        ann.click("#pending button[data-action=discard]");
        assertThat(ann.texts("#pending li")).isEmpty();
        await().untilAsserted(() -> assertThat(carol.heard("to everybody")).isTrue());
        assertThat(carol.heard()).noneMatch(line -> line.contains("by a click") || line.contains("by a command"));
    }

    @Test
    void whatWasSaidWhileTheServerWasGoneArrivesOnceAndInOneOrder() throws Exception {
        Server server = serve(0);
        ChatPage ann = ChatPage.open(phone, server).join("Ann", "physics");
        ChatPage bob = ChatPage.open(desktop, server).join("Bob", "physics");
        ann.say("before");
        bob.awaitSaid("before");

        server.kill();
        ann.awaitVisible("#connection");
        bob.awaitVisible("#connection");
        ann.say("from Ann, meanwhile");
        bob.say("from Bob, meanwhile");
        assertThat(ann.texts("#pending .draft .body")).containsExactly("from Ann, meanwhile");
        serve(server.port());

        ann.awaitHidden("#connection");
        bob.awaitHidden("#connection");
        String[] all = {"before", "from Ann, meanwhile", "from Bob, meanwhile"};
        ann.awaitSaid(all);
        bob.awaitSaid(all);
        assertThat(ann.said()).hasSize(all.length).isEqualTo(bob.said());
        assertThat(ann.texts("#pending li")).isEmpty();
        assertThat(bob.texts("#pending li")).isEmpty();
    }

    @Test
    void aReloadTakesItsOwnNameBackAndShowsWhatWasSaid() throws IOException {
        Server server = serve(0);
        ChatPage ann = ChatPage.open(phone, server).join("Ann", "physics");
        ann.say("one");
        ann.awaitSaid("one");

        for (int i = 0; i < 3; i++) {
            ann.driver().navigate().refresh();
            ann.awaitVisible("#chat");
            ann.awaitSaid("one");
        }

        assertThat(ann.said()).containsExactly("one");
        assertThat(ann.texts("#messages .own")).hasSize(1);
        assertThat(ann.people()).containsExactly("Ann");
    }

    @Test
    void whatIsWrongIsSaidAtTheForm() throws IOException {
        Server server = serve(0);
        ChatPage.open(phone, server).join("Ann", "physics");
        ChatPage other = ChatPage.open(desktop, server);

        other.fillIn("aNN", "physics");
        await().untilAsserted(() -> assertThat(other.text("#name-error")).contains("Somebody here has that name"));
        assertThat(other.find("#name").getDomAttribute("aria-invalid")).isEqualTo("true");
        other.fillIn("server", "physics");
        assertThat(other.text("#name-error")).contains("1 to 64");
        other.fillIn("Bob", "two words");
        assertThat(other.text("#room-error")).contains("no blanks");
        other.join("Bob", "physics");
        assertThat(List.of(other.text("#name-error"), other.text("#room-error")))
                .containsOnly("");
    }

    @Test
    void theRoomOfTheAddressIsJoinedAndLeftForAnother() throws IOException {
        Server server = serve(0);
        ChatPage ann = ChatPage.open(phone, server);
        ann.driver().get(ChatPage.address(server) + "#%D1%84%D1%96%D0%B7%D0%B8%D0%BA%D0%B0");
        ann.driver().navigate().refresh();
        ann.awaitVisible("#join");
        assertThat(ann.find("#room").getDomProperty("value")).isEqualTo("фізика");
        ann.join("Ann", "фізика");
        ann.say("here");
        ann.awaitSaid("here");

        ann.say("/join attic");
        await().untilAsserted(() -> assertThat(ann.text("#room-name")).isEqualTo("attic"));

        assertThat(ann.said()).isEmpty();
        assertThat(ann.driver().getCurrentUrl()).endsWith("#attic");
        assertThat(ann.people()).containsExactly("Ann");
    }

    @Test
    void theTitleCountsWhatNobodyHasSeen() throws IOException {
        Server server = serve(0);
        ChatPage ann = ChatPage.open(desktop, server).join("Ann", "physics");
        TerminalPerson carol = TerminalPerson.join(processes, server, "carol", "physics");
        ann.driver().executeScript("document.hasFocus = () => false");

        carol.say("one");
        carol.say("two");
        await().untilAsserted(() -> assertThat(ann.driver().getTitle()).isEqualTo("(2) physics · netkit chat"));
        ann.driver().executeScript("delete document.hasFocus; dispatchEvent(new Event('focus'))");

        assertThat(ann.driver().getTitle()).isEqualTo("physics · netkit chat");
    }
}

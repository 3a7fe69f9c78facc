package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.client.FakeServer.Peer;
import dev.netkit.chat.client.dialect.DialectName;
import dev.netkit.chat.client.line.Patience;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JimServerTest {
    private final FakeServer server = FakeServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"JIM_A,msg,message", "JIM_B,message,mess_text"})
    void bothShapesAreSpokenAndUnderstood(DialectName dialect, String action, String textField) throws Exception {
        try (RunningClient ann = connect(dialect);
                Peer peer = welcome(ann)) {
            ann.client().say("hi");
            JsonNode text = peer.receiveObject();
            assertThat(text.get("action").asText()).isEqualTo(action);
            assertThat(text.get("from").asText()).isEqualTo("ann");
            assertThat(text.get("to").asText()).isEqualTo("ALL");
            assertThat(text.get(textField).asText()).isEqualTo("hi");
            assertThat(text.get("time").isNumber()).isTrue();
            peer.raw("{'response':200,'time':1763712303.5,'alert':'OK'}");
            assertThat(ann.first(ChatEvent.Stored.class).message().content()).isEqualTo("hi");
            String said =
                    "{'action':'" + action + "','time':1763712304,'from':'%s','to':'%s','" + textField + "':'%s'}";
            peer.raw(said.formatted("bob", "ALL", "to all") + "\n" + said.formatted("bob", "#attic", "to some")
                    + said.formatted("bob", "ann", "to ann") + said.formatted("ann", "ALL", "hi"));
            assertThat(ann.first(ChatEvent.Confided.class).message().content()).isEqualTo("to ann");
            assertThat(ann.all(ChatEvent.Said.class))
                    .extracting(event -> event.message().room().orElseThrow() + " "
                            + event.message().content())
                    .containsExactly("lobby to all", "attic to some");
        }
    }

    @Test
    void aTextGoesOnlyWhenTheOneBeforeIsAnswered() throws Exception {
        try (RunningClient ann = connect(DialectName.JIM_A);
                Peer peer = welcome(ann)) {
            ann.client().say("one");
            ann.client().say("two");
            assertThat(peer.receiveObject().get("message").asText()).isEqualTo("one");
            peer.raw("{'response':404,'error':'nobody listens'}");
            assertThat(peer.receiveObject().get("message").asText()).isEqualTo("two");
            peer.raw("{'response':200}");
            assertThat(ann.first(ChatEvent.Unsaid.class)).isEqualTo(new ChatEvent.Unsaid("one", "nobody listens"));
            assertThat(ann.first(ChatEvent.Stored.class).message().content()).isEqualTo("two");
        }
    }

    @Test
    void aProbeIsAnswered() {
        try (RunningClient ann = connect(DialectName.JIM_A);
                Peer peer = welcome(ann)) {
            peer.raw("{'action':'probe','time':1763712303}");
            assertThat(peer.receiveObject().get("action").asText()).isEqualTo("presence");
            peer.raw("{'response':200}");
            ann.client().who("lobby");
            assertThat(peer.receiveObject().get("action").asText()).isEqualTo("get_contacts");
            peer.raw("{'response':202,'alert':['ann','bob']}");
            assertThat(ann.first(ChatEvent.Users.class).usernames()).containsExactly("ann", "bob");
            assertThat(ann.all(ChatEvent.Up.class)).hasSize(1);
        }
    }

    @Test
    void aTakenNameIsTold() {
        try (RunningClient ann = connect(DialectName.JIM_A);
                Peer peer = server.accept()) {
            peer.receiveObject();
            peer.raw("{'response':409,'error':'ann is here already'}");
            assertThat(ann.first(ChatEvent.NotLetIn.class).code()).isEqualTo(ChatEvent.NotLetIn.NAME_TAKEN);
        }
    }

    @Test
    void anotherRoomThanTheLobbyIsEnteredFirst() {
        ClientSettings usual = RunningClient.settings(server.endpoint(), DialectName.JIM_A, RunningClient.PATIENT);
        ClientSettings settings =
                new ClientSettings(usual.server(), "ann", "attic", usual.speech(), Backlog.NONE, usual.patience());
        try (RunningClient ann = RunningClient.with(settings);
                Peer peer = server.accept()) {
            peer.receiveObject();
            peer.raw("{'response':200}");
            JsonNode join = peer.receiveObject();
            assertThat(join.get("action").asText()).isEqualTo("join");
            assertThat(join.get("room").asText()).isEqualTo("#attic");
            ann.first(ChatEvent.Up.class);
        }
    }

    @Test
    void anObjectThatIsNoJsonIsLeftOut() {
        try (RunningClient ann = connect(DialectName.JIM_B);
                Peer peer = welcome(ann)) {
            peer.raw("{no json}{'action':'message','from':'bob','mess_text':'hi'}");
            assertThat(ann.first(ChatEvent.Said.class).message().content()).isEqualTo("hi");
        }
    }

    @Test
    void aTextIsNoLongerThanOtherProgramsRead() throws Exception {
        try (RunningClient ann = connect(DialectName.JIM_A);
                Peer peer = welcome(ann)) {
            assertThatThrownBy(() -> ann.client().say("x".repeat(1_000))).isInstanceOf(TextTooLongException.class);
            ann.client().say("x".repeat(900));
            assertThat(peer.receiveObject().get("message").asText()).hasSize(900);
        }
    }

    @Test
    void whoLeavesSaysSo() {
        RunningClient ann = connect(DialectName.JIM_A);
        try (Peer peer = welcome(ann)) {
            ann.client().close();
            assertThat(peer.receiveObject().get("action").asText()).isEqualTo("quit");
        }
        assertThat(ann.end()).isNull();
    }

    private RunningClient connect(DialectName dialect) {
        Patience patience = new Patience(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(50), true);
        return RunningClient.with(RunningClient.settings(server.endpoint(), dialect, patience));
    }

    private Peer welcome(RunningClient client) {
        Peer peer = server.accept();
        JsonNode presence = peer.receiveObject();
        assertThat(presence.get("action").asText()).isEqualTo("presence");
        assertThat(presence.get("user").get("account_name").asText()).isEqualTo("ann");
        peer.raw("{'response':200,'time':1763712303,'alert':'OK'}");
        client.first(ChatEvent.Up.class);
        return peer;
    }
}

package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.client.FakeServer.Peer;
import dev.netkit.chat.client.dialect.DialectName;
import dev.netkit.common.net.ServiceEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreeTypeServerTest {
    private final FakeServer server = FakeServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aServerThatGreetsIsSpokenToInThreeTypes() throws Exception {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.accept()) {
            peer.send("{'type':'hello','username':'server'}");
            assertThat(peer.expect("hello").get("username").asText()).isEqualTo("ann");
            ann.first(ChatEvent.Up.class);
            talk(ann, peer);
            assertThat(ann.service().all(ServiceEvent.Problem.class)).isEmpty();
        }
    }

    @Test
    void aServerThatGreetsWithAMessageIsSpokenToInThreeTypes() throws Exception {
        try (RunningClient ann = RunningClient.at(server);
                Peer peer = server.accept()) {
            peer.expect("hello");
            peer.send("{'type':'message','username':'server','content':'welcome'}");
            assertThat(ann.first(ChatEvent.Said.class).message().content()).isEqualTo("welcome");
            talk(ann, peer);
        }
    }

    @Test
    void whoKnowsThatItIsOneNeedsNoGreeting() throws Exception {
        ClientSettings settings =
                RunningClient.settings(server.endpoint(), DialectName.THREE_TYPES, RunningClient.PATIENT);
        try (RunningClient ann = RunningClient.with(settings);
                Peer peer = server.accept()) {
            assertThat(peer.expect("hello").size()).isEqualTo(2);
            ann.first(ChatEvent.Up.class);
            talk(ann, peer);
        }
    }

    private static void talk(RunningClient ann, Peer peer) throws TextTooLongException {
        int heard = ann.all(ChatEvent.Said.class).size();
        ann.client().say("hi");
        JsonNode text = peer.expect("text");
        assertThat(text.get("content").asText()).isEqualTo("hi");
        assertThat(text.size()).isEqualTo(2);
        peer.send("{'type':'message','username':'ann','content':'hi'}");
        peer.send("{'type':'message','username':'bob','content':'hi ann'}");
        peer.send("{'type':'message','username':'ann','content':'hi'}");
        assertThat(ann.first(ChatEvent.Sent.class).message().content()).isEqualTo("hi");
        ann.client().awaitStored(Duration.ofSeconds(1));
        ann.client().confide("bob", "psst");
        assertThat(ann.first(ChatEvent.Unsaid.class).content()).isEqualTo("psst");
        ann.client().who("lobby");
        ann.first(ChatEvent.Refused.class);
        assertThat(ann.client().unsettled()).isZero();
        assertThat(ann.first(ChatEvent.Said.class, heard + 2))
                .extracting(said ->
                        said.message().username() + ": " + said.message().content())
                .endsWith("bob: hi ann", "ann: hi");
    }
}

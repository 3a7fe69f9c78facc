package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.client.FakeServer.Peer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client knows of what was said before it came, and while it was away. */
class ClientHistoryTest {
    private final FakeServer server = FakeServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aHistoryWithHolesIsTold() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.welcome();
            before.say(5, "bob", "hi");
            ann.first(ChatEvent.Said.class);
            before.drop();
            try (Peer after = server.welcome()) {
                after.send("{'type':'history','room':'lobby','epoch':'e','from':9,'to':9,'complete':false}");
                after.say(9, "bob", "you missed something");
                ann.first(ChatEvent.Said.class, 2);
                assertThat(ann.all(ChatEvent.Gap.class)).containsExactly(new ChatEvent.Gap("lobby", Optional.of(3L)));
            }
        }
    }

    @Test
    void numbersThatBeganAnewAreToldAndFollowed() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.welcome();
            before.send("{'type':'history','room':'lobby','epoch':'old','from':58,'to':57,'complete':true}");
            before.say(58, "bob", "hi");
            ann.first(ChatEvent.Said.class);
            before.drop();
            try (Peer after = server.welcome()) {
                after.send("{'type':'history','room':'lobby','epoch':'new','from':1,'to':1,'complete':false}");
                after.say(1, "bob", "hi again");
                ann.first(ChatEvent.Said.class, 2);
                assertThat(ann.all(ChatEvent.Gap.class)).containsExactly(new ChatEvent.Gap("lobby", Optional.empty()));
            }
        }
    }

    @Test
    void theLastMessagesBeforeOneCameMayBeAskedFor() {
        ClientSettings usual = RunningClient.settings(server.endpoint());
        ClientSettings settings =
                new ClientSettings(usual.server(), "ann", "lobby", usual.speech(), Backlog.last(2), usual.patience());
        try (RunningClient ann = RunningClient.with(settings);
                Peer peer = server.accept()) {
            assertThat(peer.expect("hello").get("since").asLong()).isZero();
            peer.send("{'type':'users','room':'lobby','usernames':['ann']}");
            peer.send("{'type':'history','room':'lobby','epoch':'e','from':3,'to':6,'complete':false}");
            for (int seq = 3; seq <= 7; seq++) {
                peer.say(seq, "bob", "m" + seq);
            }
            assertThat(ann.first(ChatEvent.Said.class, 3))
                    .extracting(said -> said.message().content())
                    .containsExactly("m5", "m6", "m7");
            assertThat(ann.all(ChatEvent.Gap.class)).isEmpty();
        }
    }

    @Test
    void whereARoomStandsIsKnownBeforeAnythingIsSaidInIt() {
        try (RunningClient ann = RunningClient.at(server)) {
            Peer before = server.accept();
            long beyond = before.expect("hello").get("since").asLong();
            before.send("{'type':'history','room':'lobby','epoch':'e','from':" + (beyond + 1)
                    + ",'to':41,'complete':false}");
            before.send("{'type':'users','room':'lobby','usernames':['ann']}");
            ann.first(ChatEvent.Up.class);
            before.drop();
            try (Peer after = server.accept()) {
                assertThat(after.expect("hello").get("since").asLong()).isEqualTo(41);
            }
            assertThat(ann.all(ChatEvent.Gap.class)).isEmpty();
        }
    }

    private static void say(RunningClient client, String text) {
        try {
            client.client().say(text);
        } catch (TextTooLongException e) {
            throw new AssertionError(e);
        }
    }
}

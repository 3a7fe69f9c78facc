package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.dialect.ServerPatience;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections on which nothing is said. */
@Timeout(60)
class SilenceTest {
    private static final int CONNECTIONS = 60;
    private static final int IDLE = 400;

    private static ChatFixture pinging(Duration ping) throws IOException {
        return ChatFixture.withPatience(new ServerPatience(ChatFixture.PATIENCE, ping));
    }

    @Test
    void whoeverIsSilentIsAskedEveryTwentySeconds() {
        assertThat(ServerPatience.USUAL.ping()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void whoeverDoesNotAnswerThreeTimesIsGone() throws IOException {
        try (ChatFixture chat = pinging(Duration.ofMillis(100));
                WebPeer ann = WebPeer.upgraded(chat.address())) {
            for (int i = 0; i < 3; i++) {
                assertThat(ann.frame().opcode()).isEqualTo(WebFrame.PING);
            }
            ann.socket().awaitEnd();
            assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.IDLE);
        }
    }

    @Test
    void whoeverAnswersStays() throws IOException {
        try (ChatFixture chat = pinging(Duration.ofMillis(500));
                WebPeer ann = WebPeer.upgraded(chat.address()).enters("ann")) {
            for (int i = 0; i < 5; i++) {
                ann.frame(WebFrame.PING);
                ann.sends(WebFrame.LAST | WebFrame.PONG, "");
            }
            ann.says("text", "content", "hi");
            assertThat(ann.hearsText()).isEqualTo("hi");
            assertThat(chat.events.all(Disconnected.class)).isEmpty();
        }
    }

    /** Far more than the server takes at once; the others wait in the system's queue until those have had their time. */
    @Test
    void manyWhoSayNothingKeepNobodyElseOutForLong() throws IOException {
        ServerPatience patience = new ServerPatience(Duration.ofMillis(300), ChatFixture.PATIENCE);
        ChatConfig config = ChatFixture.config(ChatFixture.tcp().withMaxConnections(CONNECTIONS));
        List<PolitePeer> idle = List.of();
        try (ChatFixture chat = ChatFixture.withPatience(config, patience);
                WebPeer ann = WebPeer.upgraded(chat.address()).enters("ann");
                Chatter bob = chat.chatter("bob")) {
            idle = IntStream.range(0, IDLE)
                    .mapToObj(i -> PolitePeer.connect(chat.address()))
                    .toList();
            for (int i = 0; i < 20; i++) {
                ann.says("text", "content", "text " + i);
                assertThat(bob.hearsTexts(1)).containsExactly("text " + i);
            }
            try (WebPeer next = new WebPeer(chat.address())) {
                assertThat(next.asks(next.request("GET", "/healthz")).body()).isEqualTo("ok\n");
            }
            assertThat(chat.server.host().who().get("lobby")).containsExactly("ann", "bob");
        } finally {
            idle.forEach(PolitePeer::close);
        }
    }
}

package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.chat.hall.ChatRules;
import dev.netkit.chat.hall.MemberEvent;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.ServiceEvent.Connected;
import dev.netkit.common.net.ServiceEvent.Listening;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimitsTest {
    /** Only what took too little time is wrong: a slow machine may take as long as it likes. */
    @Test
    void requestsAboveTheRateWaitAndAreAnsweredInOrder() throws IOException {
        int above = 10;
        try (ChatFixture chat = ChatFixture.withRules(new ChatRules(Optional.empty(), 20));
                Chatter fast = Chatter.binary(chat.address())) {
            long began = System.nanoTime();
            fast.says("hello", "username", "fast", "room", "lobby");
            for (int i = 1; i < ChatRules.BURST + above; i++) {
                fast.says("text", "content", "text " + i);
            }
            for (int i = 1; i < ChatRules.BURST + above; i++) {
                assertThat(fast.hearsTexts(1)).containsExactly("text " + i);
            }
            assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(above) / 20);
        }
    }

    /** At one request a second the fast one would keep the other waiting until the test gives up. */
    @Test
    void oneWhoIsTooFastKeepsNobodyElseWaitingOnTheSameAddress() throws IOException {
        try (ChatFixture chat = ChatFixture.withRules(new ChatRules(Optional.empty(), 1));
                Chatter fast = chat.chatter("fast");
                Chatter slow = chat.chatter("slow")) {
            for (int i = 0; i < 10_000; i++) {
                fast.says("ping");
            }
            slow.says("text", "content", "hi");
            assertThat(slow.hearsTexts(1)).containsExactly("hi");
        }
    }

    @Test
    void jimHasTheSameRate() throws IOException {
        try (ChatFixture chat = ChatFixture.withRules(new ChatRules(Optional.empty(), 20));
                JimPeer jim = new JimPeer(chat.address())) {
            long began = System.nanoTime();
            jim.enters("jim");
            for (int i = 1; i < ChatRules.BURST + 10; i++) {
                jim.says("msg", "message", "hi");
            }
            for (int i = 1; i < ChatRules.BURST + 10; i++) {
                assertThat(jim.hearsResponse()).isEqualTo(200);
            }
            assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(10) / 20);
        }
    }

    @Test
    void severalPortsAreOneChatWithOneLimit() throws IOException {
        TcpServerConfig tcp = TcpServerConfig.of(
                        ChatConfig.SERVICE, List.of(ListenAddress.loopback(0), ListenAddress.loopback(0)))
                .withDrain(ChatFixture.tcp().drain())
                .withMaxConnections(2);
        try (ChatFixture chat = ChatFixture.open(ChatFixture.config(tcp))) {
            List<InetSocketAddress> ports = chat.events.all(Listening.class).stream()
                    .map(Listening::address)
                    .toList();
            assertThat(ports).hasSize(2).doesNotHaveDuplicates();
            try (Chatter ann = Chatter.binary(ports.get(0)).enters("ann");
                    Chatter bob = Chatter.ascii(ports.get(1)).enters("bob");
                    Chatter next = Chatter.binary(ports.get(1))) {
                next.says("hello", "username", "next", "room", "lobby");
                ann.says("text", "content", "hi");
                assertThat(bob.hearsTexts(1)).containsExactly("hi");
                assertThat(chat.events.all(Connected.class)).hasSize(2);
                assertThat(chat.server.host().who().get("lobby")).containsExactly("ann", "bob");
                bob.says("bye").socket().awaitEnd();
                assertThat(next.hears("users").path("usernames").toString()).contains("ann", "next");
            }
        }
    }

    @Test
    void whatWasSaidIsToldToTheListenerWithItsSize() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann")) {
            ann.says("text", "content", "Zoë");
            ann.hearsTexts(1);
            ann.says("bye").socket().awaitEnd();
            InetSocketAddress peer = ann.socket().address();
            await().atMost(ChatFixture.PATIENCE)
                    .untilAsserted(() -> assertThat(chat.told)
                            .containsExactly(
                                    new MemberEvent.Named(peer, "ann", "lobby"),
                                    new MemberEvent.Said(peer, "ann", "lobby", 4),
                                    new MemberEvent.Departed(peer, "ann")));
        }
    }
}

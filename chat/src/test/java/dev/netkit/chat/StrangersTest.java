package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.dialect.ServerPatience;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.RudePeers;
import dev.netkit.common.net.ServiceEvent.Connected;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who speak something else, or speak it badly. */
@Timeout(120)
class StrangersTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @ParameterizedTest
    @ValueSource(strings = {"\u0016\u0003\u0001\u0002\u0000\u0001", "EHLO example.org\r\n", "\u00ff", " {", "-1:x"})
    void aStrangerIsLetGoWithOneEvent(String said) throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                PolitePeer stranger = PolitePeer.connect(chat.address())) {
            stranger.send(said.getBytes(ISO_8859_1));
            stranger.awaitEnd();
            Disconnected end = chat.events.first(Disconnected.class);
            assertThat(end.reason()).isEqualTo(EndReason.PROTOCOL_ERROR);
            assertThat(end.why()).isPresent();
            assertThat(chat.events.all())
                    .filteredOn(event -> !(event instanceof Connected))
                    .hasSize(3);
            assertThat(chat.told).isEmpty();
        }
    }

    @Test
    void whoSaysNothingIsLetGo() throws IOException {
        try (ChatFixture chat = ChatFixture.withPatience(new ServerPatience(SHORT, SHORT));
                PolitePeer silent = PolitePeer.connect(chat.address())) {
            silent.awaitEnd();
            assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.IDLE);
        }
    }

    @Test
    void whoHasSaidWhoItIsMayBeSilent() throws IOException {
        try (ChatFixture chat = ChatFixture.withPatience(new ServerPatience(SHORT, SHORT));
                PolitePeer silent = PolitePeer.connect(chat.address());
                Chatter ann = Chatter.binary(chat.address())) {
            ann.enters("ann");
            silent.awaitEnd();
            ann.says("text", "content", "still here");
            assertThat(ann.hearsTexts(1)).containsExactly("still here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000\u0000\u0000dhalf", "100:half", "1", "{\"action\":\"msg\","})
    void whoBeginsAndSaysNoMoreIsLetGo(String half) throws IOException {
        try (ChatFixture chat = ChatFixture.withLimit(SHORT);
                Chatter ann = chat.chatter("ann");
                PolitePeer staller = PolitePeer.connect(chat.address())) {
            staller.send(half.getBytes(ISO_8859_1));
            staller.awaitEnd();
            assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.SLOW_FRAME);
            ann.says("text", "content", "still here");
            assertThat(ann.hearsTexts(1)).containsExactly("still here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"20000000:", "\u0001\u0031\u002d\u0000", "2000000:", "\u0000\u00ff\u00ff\u00ff"})
    void aFrameAboveTheLimitEndsTheConnectionOfItsAuthor(String header) throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann");
                PolitePeer rude = PolitePeer.connect(chat.address())) {
            rude.send(header.getBytes(ISO_8859_1));
            rude.awaitEnd();
            assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.PROTOCOL_ERROR);
            ann.says("text", "content", "still here");
            assertThat(ann.hearsTexts(1)).containsExactly("still here");
        }
    }

    @Test
    void rudePeersHinderNobody() throws IOException {
        AtomicInteger visits = new AtomicInteger();
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann")) {
            RudePeers.allVisit(chat.address(), () -> {
                try (Chatter bob = chat.chatter("bob-" + visits.incrementAndGet());
                        JimPeer jim = chat.jim("jim-" + visits)) {
                    bob.says("text", "content", "hi " + visits);
                    assertThat(ann.hearsTexts(1)).isEqualTo(List.of("hi " + visits));
                    assertThat(jim.hearsText().path("message").asText()).isEqualTo("hi " + visits);
                }
            });
            assertThat(ann.hearsUntilPong()).noneMatch(heard -> heard.has("content"));
        }
    }
}

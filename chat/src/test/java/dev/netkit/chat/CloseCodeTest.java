package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a WebSocket ends tells its client what to do next. */
@Timeout(60)
class CloseCodeTest {
    private static final int SMALL_BUFFER = 4_096;
    private static final String LONG = "x".repeat(60_000);

    private static String reason(WebFrame close) {
        return new String(close.payload(), 2, close.payload().length - 2, UTF_8);
    }

    private static int code(WebFrame close) {
        return ByteBuffer.wrap(close.payload()).getShort() & 0xFFFF;
    }

    @Test
    void aServerThatStopsGoesAway() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                WebPeer ann = WebPeer.upgraded(chat.address()).enters("ann")) {
            chat.server.stop();
            assertThat(ann.closed()).isEqualTo(1001);
        }
    }

    @Test
    void whoIsKickedIsNotToComeAgainByItself() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter bob = chat.chatter("bob");
                WebPeer ann = WebPeer.upgraded(chat.address()).enters("ann")) {
            assertThat(chat.server.host().kick("ann")).isTrue();
            WebFrame close = ann.frame(WebFrame.CLOSE);
            assertThat(code(close)).isEqualTo(1008);
            assertThat(reason(close)).isEqualTo("kicked");
            assertThat(bob.hears("left").path("username").asText()).isEqualTo("ann");
            assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.KICKED);
        }
    }

    @Test
    void whoComesAgainElsewhereIsOutHere() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                WebPeer here = WebPeer.upgraded(chat.address());
                WebPeer elsewhere = WebPeer.upgraded(chat.address())) {
            here.says("hello", "username", "ann", "room", "lobby", "session", "s3cret");
            here.hears("users");
            elsewhere.says("hello", "username", "ann", "room", "lobby", "session", "s3cret");
            elsewhere.hears("users");
            WebFrame close = here.frame(WebFrame.CLOSE);
            assertThat(code(close)).isEqualTo(1008);
            assertThat(reason(close)).isEqualTo("superseded");
        }
    }

    @Test
    void whoReadsTooSlowlyIsTold() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann");
                Chatter bob = chat.chatter("bob");
                WebPeer deaf =
                        new WebPeer(chat.address(), SMALL_BUFFER).upgrades().enters("deaf")) {
            while (chat.server.host().who().get("lobby").contains("deaf")) {
                ann.says("text", "content", LONG);
                bob.hearsTexts(1);
                ann.hearsTexts(1);
            }
            WebFrame close = deaf.frame(WebFrame.CLOSE);
            assertThat(code(close)).isEqualTo(1008);
            assertThat(reason(close)).isEqualTo("stuck-write");
        }
    }

    @Test
    void aBugOfTheServersIsNotTheClientsFault() throws IOException {
        BreakableClock clock = new BreakableClock();
        try (ChatFixture chat = ChatFixture.withClock(clock);
                WebPeer ann = WebPeer.upgraded(chat.address()).enters("ann");
                WebPeer bob = WebPeer.upgraded(chat.address()).enters("bob")) {
            clock.broken = true;
            ann.says("text", "content", "hi");
            assertThat(ann.closed()).isEqualTo(1011);
            clock.broken = false;
            bob.says("text", "content", "still here");
            assertThat(bob.hearsText()).isEqualTo("still here");
            assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.INTERNAL_ERROR);
        }
    }

    @Test
    void aClientsOwnCodeComesBack() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                WebPeer ann = WebPeer.upgraded(chat.address()).enters("ann");
                WebPeer bob = WebPeer.upgraded(chat.address()).enters("bob")) {
            ann.sends(WebFrame.LAST | WebFrame.CLOSE, new byte[] {1001 >> 8, (byte) 1001, 'b', 'y', 'e'});
            assertThat(ann.closed()).isEqualTo(1001);
            bob.sends(WebFrame.LAST | WebFrame.CLOSE, new byte[0]);
            assertThat(bob.frame(WebFrame.CLOSE).payload()).isEmpty();
        }
    }

    /** Every time that is told is asked for here. */
    private static final class BreakableClock extends Clock {
        private volatile boolean broken;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (broken) {
                throw new IllegalStateException("this clock has stopped");
            }
            return Instant.EPOCH;
        }
    }
}

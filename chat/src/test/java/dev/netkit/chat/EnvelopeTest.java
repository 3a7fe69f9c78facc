package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.hall.MemberEvent;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.MessageException;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sealed envelopes over WebSocket. */
@Timeout(60)
class EnvelopeTest {
    private final FernetKey key = FernetKey.generate(new SecureRandom());
    private ChatFixture chat;
    private Sealed ann;

    /** A client with a key. */
    private static final class Sealed implements AutoCloseable {
        private final WebPeer peer;
        private final SealedEnvelopes envelopes;
        private final String address;

        Sealed(ChatFixture chat, FernetKey key) {
            peer = WebPeer.upgraded(chat.address());
            envelopes = new SealedEnvelopes(new MessageSeal(List.of(key)));
            address = hears().userID();
        }

        byte[] seal(String text, String cmd) {
            return seal(text, cmd, "");
        }

        byte[] seal(String text, String cmd, String args) {
            return envelopes.seal(Envelope.of("ann", Clock.systemDefaultZone(), text, cmd, args));
        }

        void says(String text) {
            sends(seal(text, ""));
        }

        void sends(byte[] token) {
            peer.sends(WebFrame.LAST | WebFrame.TEXT, token);
        }

        Envelope hears() {
            try {
                return envelopes.open(peer.text());
            } catch (InvalidTokenException | MessageException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    @BeforeEach
    void openServer() throws IOException {
        chat = ChatFixture.sealed(key);
        ann = new Sealed(chat, key);
    }

    @AfterEach
    void closeServer() {
        ann.close();
        chat.close();
    }

    private Chatter bob() {
        MessageSeal seal = new MessageSeal(List.of(key));
        return Chatter.sealed(chat.address(), seal::seal, token -> {
                    try {
                        return seal.open(token);
                    } catch (InvalidTokenException e) {
                        throw new AssertionError(e);
                    }
                })
                .enters("bob");
    }

    @Test
    void theServerGreetsWithTheClientsAddress() {
        assertThat(ann.address)
                .isEqualTo("127.0.0.1:" + ann.peer.socket().address().getPort());
    }

    @Test
    void envelopesGoToAllTheirAuthorToo() {
        try (Sealed eve = new Sealed(chat, key);
                Chatter bob = bob()) {
            ann.says("привіт");
            assertThat(bob.hears("message").path("username").asText()).isEqualTo("ann");
            for (Sealed one : List.of(ann, eve)) {
                Envelope heard = one.hears();
                assertThat(List.of(heard.userID(), heard.text(), heard.cmd())).containsExactly("ann", "привіт", "");
            }
            bob.says("text", "content", "hi");
            assertThat(ann.hears().text()).isEqualTo("hi");
        }
    }

    @Test
    void whoShowsNoKeyIsNobody() {
        try (Chatter bob = bob();
                WebPeer nobody = WebPeer.upgraded(chat.address())) {
            nobody.text(); // the greeting, which it cannot read
            nobody.sends(WebFrame.LAST | WebFrame.TEXT, "no token");
            nobody.sends(WebFrame.LAST | WebFrame.PING, "?").frame(WebFrame.PONG);
            assertThat(chat.server.host().who().get("lobby")).containsExactly("bob");
            nobody.sends(WebFrame.LAST | WebFrame.CLOSE, new byte[0]).frame(WebFrame.CLOSE);
            chat.events.first(Disconnected.class);
            bob.says("text", "content", "alone?");
            assertThat(bob.hears().path("type").asText())
                    .as("nobody came or left")
                    .isEqualTo("message");
            assertThat(chat.told).extracting(MemberEvent::username).containsOnly("bob");
        }
    }

    @Test
    void theFirstEnvelopeShowsWhoHasTheKey() {
        try (Chatter bob = bob()) {
            ann.sends(ann.seal("", Envelope.PING));
            assertThat(bob.hears("joined").path("username").asText()).isEqualTo(ann.address);
            assertThat(chat.server.host().who().get("lobby")).containsExactlyInAnyOrder("bob", ann.address);
            ann.says("hi");
            assertThat(bob.hears("left").path("username").asText()).isEqualTo(ann.address);
            assertThat(bob.hears("joined").path("username").asText()).isEqualTo("ann");
            assertThat(bob.hearsTexts(1)).containsExactly("hi");
        }
    }

    @Test
    void whoComesBackWithItsSecretHasItsNameAtOnceAndIsStoredOnce() {
        try (Chatter bob = bob();
                Sealed back = new Sealed(chat, key)) {
            ann.sends(ann.seal("hi", "", "session=s3cret id=a1"));
            assertThat(ann.hears().text()).isEqualTo("hi");
            back.sends(back.seal("hi", "", "other=1 id=a1 session=s3cret"));
            assertThat(back.hears().text()).isEqualTo("hi");
            back.sends(back.seal("again", "", "id=a2"));
            assertThat(bob.hearsTexts(2)).containsExactly("hi", "again");
            assertThat(chat.server.host().who().get("lobby")).containsExactlyInAnyOrder("bob", "ann");
        }
    }

    @Test
    void whoComesWithAnotherSecretIsSomebodyElse() {
        try (Sealed other = new Sealed(chat, key)) {
            ann.sends(ann.seal("hi", "", "session=s3cret id=a1"));
            assertThat(ann.hears().text()).isEqualTo("hi");
            assertThat(other.hears().text()).isEqualTo("hi");
            other.sends(other.seal("hi", "", "session=another id=a1"));
            assertThat(other.hears().cmd()).isEqualTo(Envelope.ERROR);
        }
    }

    @Test
    void whoOnlyListensHearsTheHost() {
        chat.server.host().say("tea is ready");
        assertThat(ann.hears().text()).isEqualTo("tea is ready");
    }

    @Test
    void aTokenIsGoodOnce() {
        byte[] token = ann.seal("one", "");
        ann.sends(token);
        ann.sends(token);
        try (Sealed eve = new Sealed(chat, key)) {
            eve.sends(token);
        }
        ann.says("two");
        assertThat(ann.hears().text()).isEqualTo("one");
        assertThat(ann.hears().text()).isEqualTo("two");
    }

    @Test
    void whatCannotBeOpenedIsPassedOver() {
        SealedEnvelopes others = new SealedEnvelopes(new MessageSeal(List.of(FernetKey.generate(new SecureRandom()))));
        ann.sends(others.seal(Envelope.of("ann", Clock.systemUTC(), "psst", "")));
        ann.sends("no token".getBytes(UTF_8));
        ann.sends(new MessageSeal(List.of(key)).seal("{\"text\":\"no envelope\"}".getBytes(UTF_8)));
        ann.says("hi");
        assertThat(ann.hears().text()).isEqualTo("hi");
    }

    @Test
    void commandsAreAnsweredInKind() {
        for (String command : List.of(Envelope.PING, Envelope.HANDSHAKE)) {
            ann.sends(ann.seal("", command));
            assertThat(ann.hears().cmd()).isEqualTo(command);
        }
        ann.sends(ann.seal("", "dance"));
        assertThat(ann.hears().cmd()).isEqualTo(Envelope.ERROR);
    }

    @Test
    void aNameThatIsTakenIsAnError() {
        try (Chatter bob = bob()) {
            ann.sends(ann.envelopes.seal(Envelope.of("bob", Clock.systemUTC(), "hi", "")));
            assertThat(ann.hears().cmd()).isEqualTo(Envelope.ERROR);
            ann.says("hi");
            assertThat(bob.hears("message").path("username").asText()).isEqualTo("ann");
        }
    }

    @Test
    void theLongestTextFits() {
        String longest = "x".repeat(ChatFormat.MAX_CONTENT);
        ann.says(longest);
        assertThat(ann.hears().text()).isEqualTo(longest);
    }
}

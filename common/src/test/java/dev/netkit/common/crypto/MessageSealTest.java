package dev.netkit.common.crypto;

import static dev.netkit.common.crypto.Tokens.KEY;
import static dev.netkit.common.crypto.Tokens.NOW;
import static dev.netkit.common.crypto.Tokens.OTHER_KEY;
import static dev.netkit.common.crypto.Tokens.assertInvalid;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageSealTest {
    private static final byte[] MESSAGE = "{\"type\":\"hello\"}".getBytes(US_ASCII);

    private final SettableClock clock = new SettableClock(NOW);
    private final MessageSeal sender = seal(KEY);
    private final MessageSeal receiver = seal(KEY);

    @Test
    void messageComesBack() throws IOException {
        assertThat(receiver.open(sender.seal(MESSAGE))).isEqualTo(MESSAGE);
        assertThat(receiver.open(sender.seal(new byte[0]))).isEmpty();
    }

    @Test
    void sameMessageCanBeSentTwiceButItsTokenCannot() throws IOException {
        byte[] token = sender.seal(MESSAGE);
        receiver.open(token);
        assertInvalid(() -> receiver.open(token));
        assertThat(receiver.open(sender.seal(MESSAGE))).isEqualTo(MESSAGE);
        assertInvalid(() -> receiver.open(token));
    }

    @Test
    void tokenIsGoodForExactlySixtySeconds() throws IOException {
        byte[] first = sender.seal(MESSAGE);
        byte[] second = sender.seal(MESSAGE);
        clock.set(NOW + 60);
        assertThat(receiver.open(first)).isEqualTo(MESSAGE);
        assertInvalid(() -> receiver.open(first));
        clock.set(NOW + 61);
        assertInvalid(() -> receiver.open(first));
        assertInvalid(() -> receiver.open(second));
    }

    /** It stays good for longer than a minute, and must be remembered for as long. */
    @Test
    void tokenFromTheFutureIsGoodOnceToo() throws IOException {
        clock.set(NOW + 60);
        byte[] token = sender.seal(MESSAGE);
        clock.set(NOW);
        assertThat(receiver.open(token)).isEqualTo(MESSAGE);
        for (int later : new int[] {0, 60, 61, 120, 121}) {
            clock.set(NOW + later);
            assertInvalid(() -> receiver.open(token));
        }
    }

    @Test
    void tokenFromTooFarAheadIsRefused() {
        clock.set(NOW + 61);
        byte[] token = sender.seal(MESSAGE);
        clock.set(NOW);
        assertInvalid(() -> receiver.open(token));
    }

    /** Otherwise anybody could make a genuine token that is still on its way look like a repetition. */
    @Test
    void refusedTokenIsNotRemembered() throws IOException {
        byte[] token = sender.seal(MESSAGE);
        byte[] changed = Tokens.binary(token);
        changed[30]++;
        assertInvalid(() -> receiver.open(Tokens.text(changed)));
        assertInvalid(() -> seal(OTHER_KEY).open(token));
        assertThat(receiver.open(token)).isEqualTo(MESSAGE);
    }

    @Test
    void malformedTextIsRefusedInTheSameWords() {
        assertInvalid(() -> receiver.open(new byte[0]));
        assertInvalid(() -> receiver.open(MESSAGE));
    }

    @Test
    void keysCanBeReplaced() throws IOException {
        MessageSeal both = seal(OTHER_KEY, KEY);
        assertThat(both.open(sender.seal(MESSAGE))).isEqualTo(MESSAGE);
        assertThat(seal(OTHER_KEY).open(both.seal(MESSAGE))).isEqualTo(MESSAGE);
    }

    @Test
    void clockBefore1970SealsNothing() {
        clock.set(-1);
        assertThatThrownBy(() -> sender.seal(MESSAGE)).isInstanceOf(ClockException.class);
    }

    @Test
    void systemsClockIsTheDefault() throws IOException {
        byte[] token = new MessageSeal(List.of(KEY)).seal(MESSAGE);
        assertThat(new MessageSeal(List.of(KEY)).open(token)).isEqualTo(MESSAGE);
    }

    private MessageSeal seal(FernetKey... keys) {
        return new MessageSeal(List.of(keys), clock, new SecureRandom());
    }
}

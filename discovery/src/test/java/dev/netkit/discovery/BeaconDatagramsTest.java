package dev.netkit.discovery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.AnswerAllowance;
import dev.netkit.common.net.ServiceMeter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BeaconDatagramsTest {
    private static final FernetKey KEY = FernetKey.generate(new SecureRandom());
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);

    private final SealedEnvelopes asker = envelopes(KEY);
    private final BeaconDatagrams beacon = new BeaconDatagrams(
            envelopes(KEY),
            new BeaconAnswers("lab-7", Clock.systemUTC()),
            new AnswerAllowance(BeaconDatagrams.REFUSALS_A_SECOND, () -> 0),
            ServiceMeter.NONE);

    @Test
    void anEnvelopeIsAnsweredByName() throws IOException {
        Envelope answer = asker.open(answerTo(question("who", "")).orElseThrow());
        assertThat(answer.userID()).isEqualTo("lab-7");
        assertThat(answer.text()).isEqualTo("decode ok");
        assertThat(answer.cmd()).isEmpty();
        Envelope shaken = asker.open(answerTo(question("", Envelope.HANDSHAKE)).orElseThrow());
        assertThat(shaken.cmd()).isEqualTo(Envelope.HANDSHAKE);
    }

    @Test
    void aNonceIsRepeatedAndNothingElseIs() throws IOException {
        String nonce = Nonce.next(new SecureRandom()).args();
        for (String cmd : List.of("", Envelope.HANDSHAKE, Envelope.PING)) {
            assertThat(argsAnsweredTo(cmd, nonce)).isEqualTo(nonce);
        }
        for (String other : List.of("", "nonce ", "nonce " + "x".repeat(5_000), nonce + " ", "ls -l")) {
            assertThat(argsAnsweredTo(Envelope.HANDSHAKE, other)).isEmpty();
        }
    }

    private String argsAnsweredTo(String cmd, String args) throws IOException {
        byte[] question = asker.seal(Envelope.of("ann", Clock.systemUTC(), "", cmd, args));
        return asker.open(answerTo(question).orElseThrow()).args();
    }

    @Test
    void aTokenIsGoodOnce() {
        byte[] token = question("who", "");
        assertThat(answerTo(token)).isPresent();
        assertThat(answerTo(token)).hasValue(bytes("decode error"));
    }

    @Test
    void aTokenOfAnotherKeyIsRefusedInPlainText() {
        SealedEnvelopes stranger = envelopes(FernetKey.generate(new SecureRandom()));
        byte[] token = stranger.seal(Envelope.of("eve", Clock.systemUTC(), "who", ""));
        assertThat(answerTo(token)).hasValue(bytes("decode error"));
    }

    @Test
    void aSecondHasTenRefusalsAndAsManyAnswersAsAreAskedFor() {
        long refused = 0;
        for (int i = 0; i < 1_000; i++) {
            refused += answerTo(bytes("garbage without end")).isPresent() ? 1 : 0;
        }
        assertThat(refused).isEqualTo(10);
        assertThat(answerTo(question("who", ""))).isPresent();
    }

    @Test
    void aRefusalIsNeverLongerThanWhatCame() {
        for (int length = 0; length < 12; length++) {
            assertThat(answerTo(new byte[length])).isEmpty();
        }
        assertThat(answerTo(new byte[13])).hasValue(bytes("decode error"));
        assertThat(answerTo(new byte[60_000])).hasValue(bytes("decode error"));
    }

    @Test
    void anAnswerIsNotAnsweredOrTwoBeaconsWouldTalkForEver() {
        byte[] answer = answerTo(question("who", "")).orElseThrow();
        BeaconDatagrams other = new BeaconDatagrams(
                envelopes(KEY),
                new BeaconAnswers("b", Clock.systemUTC()),
                new AnswerAllowance(10, () -> 0),
                ServiceMeter.NONE);
        assertThat(other.answer(PEER, ByteBuffer.wrap(answer))).isEmpty();
        assertThat(other.answer(PEER, ByteBuffer.wrap(bytes("decode error")))).isEmpty();
    }

    @Test
    void nobodyIsAnsweredAtPortZero() {
        InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        assertThat(beacon.answer(nowhere, ByteBuffer.wrap(question("who", "")))).isEmpty();
    }

    private byte[] question(String text, String cmd) {
        return asker.seal(Envelope.of("ann", Clock.systemUTC(), text, cmd));
    }

    private Optional<byte[]> answerTo(byte[] datagram) {
        return beacon.answer(PEER, ByteBuffer.wrap(datagram)).map(answer -> {
            byte[] bytes = new byte[answer.remaining()];
            answer.get(bytes);
            return bytes;
        });
    }

    private static SealedEnvelopes envelopes(FernetKey key) {
        return new SealedEnvelopes(new MessageSeal(List.of(key)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}

package dev.netkit.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.AnswerAllowance;
import dev.netkit.common.net.ServiceMeter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Any bytes to a beacon, as a datagram, and sealed by somebody who has the key: it answers as it should, or not at all. */
class BeaconDatagramsFuzzTest {
    private static final MessageSeal SEAL = new MessageSeal(List.of(FernetKey.generate(new SecureRandom())));
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);

    private final SealedEnvelopes envelopes = new SealedEnvelopes(SEAL);

    @FuzzTest
    void anyBytesAreAnsweredShortlyOrNotAtAll(byte[] input) throws ProtocolException {
        Optional<ByteBuffer> refusal = answer(input);
        assertThat(refusal.map(ByteBuffer::remaining).orElse(0)).isLessThanOrEqualTo(input.length);
        Optional<ByteBuffer> answer = answer(SEAL.seal(input));
        if (answer.isPresent() && answer.get().remaining() > "decode error".length()) {
            byte[] token = new byte[answer.get().remaining()];
            answer.get().get(token);
            Envelope envelope = envelopes.open(token);
            assertThat(envelope.userID()).isEqualTo("lab-7");
            assertThat(envelope.text()).isEqualTo(BeaconAnswers.DECODED);
        }
    }

    private Optional<ByteBuffer> answer(byte[] datagram) {
        BeaconDatagrams beacon = new BeaconDatagrams(
                envelopes,
                new BeaconAnswers("lab-7", Clock.systemUTC()),
                new AnswerAllowance(BeaconDatagrams.REFUSALS_A_SECOND, () -> 0),
                ServiceMeter.NONE);
        return beacon.answer(PEER, ByteBuffer.wrap(datagram));
    }
}

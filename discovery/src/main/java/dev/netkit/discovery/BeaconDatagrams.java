package dev.netkit.discovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.AnswerAllowance;
import dev.netkit.common.net.DatagramHandler;
import dev.netkit.common.net.ServiceMeter;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A beacon's answers to datagrams. It never answers an answer, or two beacons whose addresses somebody forges would talk
 * to each other for ever; and what is invalid gets fewer bytes than came, so that nobody can be flooded through it.
 */
final class BeaconDatagrams implements DatagramHandler {
    static final int REFUSALS_A_SECOND = 10;

    /** An envelope's fields are short; nothing longer is looked at. */
    static final int LONGEST_TOKEN = 8 * 1024;

    private static final byte[] REFUSAL = "decode error".getBytes(US_ASCII);

    private final SealedEnvelopes envelopes;
    private final BeaconAnswers answers;
    private final AnswerAllowance refusals;
    private final ServiceMeter meter;

    BeaconDatagrams(SealedEnvelopes envelopes, BeaconAnswers answers, AnswerAllowance refusals, ServiceMeter meter) {
        this.envelopes = envelopes;
        this.answers = answers;
        this.refusals = refusals;
        this.meter = meter;
    }

    @Override
    public Optional<ByteBuffer> answer(InetSocketAddress peer, ByteBuffer datagram) {
        if (peer.getPort() == 0) {
            meter.rejected("no-sender");
            return Optional.empty(); // nobody can be answered there
        }
        if (datagram.remaining() > LONGEST_TOKEN) {
            meter.rejected("too-large");
            return refusal();
        }
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        try {
            return answer(envelopes.open(bytes));
        } catch (ProtocolException e) {
            meter.rejected("bad-token");
            boolean deserved = bytes.length >= REFUSAL.length && !Arrays.equals(bytes, REFUSAL);
            return deserved ? refusal() : Optional.empty();
        }
    }

    private Optional<ByteBuffer> answer(Envelope asked) {
        return asked.text().equals(BeaconAnswers.DECODED)
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(envelopes.seal(answers.toDatagram(asked))));
    }

    private Optional<ByteBuffer> refusal() {
        return refusals.take() ? Optional.of(ByteBuffer.wrap(REFUSAL)) : Optional.empty();
    }
}

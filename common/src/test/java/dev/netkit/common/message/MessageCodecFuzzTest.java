package dev.netkit.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as a message: only the one refusal may come out, and what is understood can be said again. */
class MessageCodecFuzzTest {
    private static final MessageCodec<Talk> CODEC = MessageCodec.of(Talk.class);

    @FuzzTest
    void anyBytesAreAMessageOrRefused(byte[] payload) throws MessageException, RefusedByPeerException {
        Talk message;
        try {
            message = CODEC.decode(payload);
        } catch (MessageException | RefusedByPeerException e) {
            assertThat(e.getMessage()).isNotNull();
            return;
        }
        byte[] again = CODEC.encode(message);
        assertThat(CODEC.encode(CODEC.decode(again))).isEqualTo(again);
    }
}

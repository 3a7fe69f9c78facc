package dev.netkit.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.message.Envelope;
import dev.netkit.discovery.Nonce.Freshness;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class NonceTest {
    private final SecureRandom random = new SecureRandom();
    private final Nonce nonce = Nonce.next(random);

    @Test
    void itIsAnotherOneEachTime() {
        assertThat(Nonce.next(random)).isNotEqualTo(nonce);
        assertThat(nonce.args()).matches("nonce [A-Za-z0-9+/]{22}==");
    }

    @Test
    void anAnswerIsWorthWhatItRepeats() {
        assertThat(nonce.of(answer(Nonce.repeated(nonce.args())))).isEqualTo(Freshness.FRESH);
        assertThat(nonce.of(answer(""))).isEqualTo(Freshness.UNPROVEN);
        assertThat(nonce.of(answer("something else"))).isEqualTo(Freshness.UNPROVEN);
        assertThat(nonce.of(answer(Nonce.next(random).args()))).isEqualTo(Freshness.REPLAYED);
    }

    private static Envelope answer(String args) {
        return Envelope.of("lab-7", Clock.systemUTC(), "", Envelope.HANDSHAKE, args);
    }
}

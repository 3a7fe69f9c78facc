package dev.netkit.common.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.crypto.MessageSeal;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedEnvelopesTest {
    private static final FernetKey KEY = FernetKey.generate(new SecureRandom());

    private final SealedEnvelopes envelopes = new SealedEnvelopes(new MessageSeal(List.of(KEY)));
    private final Fernet plain = new Fernet(KEY);

    @Test
    void everyFieldIsThereEvenIfEmpty() throws IOException {
        Envelope envelope = new Envelope("ann", "2026-11-21T10:00:00.5", "", "", "");
        assertThat(new String(plain.decrypt(envelopes.seal(envelope)), UTF_8))
                .isEqualTo("{\"userID\":\"ann\",\"timestamp\":\"2026-11-21T10:00:00.5\",\"text\":\"\",\"cmd\":\"\","
                        + "\"args\":\"\"}");
    }

    @Test
    void envelopeComesBackOnce() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T10:00:00.123456789Z"), ZoneId.of("Europe/Kyiv"));
        Envelope envelope = Envelope.of("аня", clock, "привет", Envelope.PING);
        assertThat(Envelope.of("", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), "", "")
                        .timestamp())
                .isEqualTo("1970-01-01T00:00:00.000");
        assertThat(envelope.timestamp()).isEqualTo("2026-11-21T12:00:00.123");
        byte[] token = envelopes.seal(envelope);
        assertThat(envelopes.open(token)).isEqualTo(envelope);
        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> envelopes.open(token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"userID\":\"a\",\"timestamp\":\"t\",\"text\":\"x\",\"cmd\":\"\"}",
                "{\"userID\":\"a\",\"timestamp\":\"t\",\"text\":null,\"cmd\":\"\",\"args\":\"\"}",
                "{\"userID\":1,\"timestamp\":\"t\",\"text\":\"x\",\"cmd\":\"\",\"args\":\"\"}",
                "{\"userID\":\"a\",\"timestamp\":\"t\",\"text\":\"x\",\"cmd\":\"\",\"args\":[]}"
            })
    void fieldsAreAllThereAndStrings(String json) {
        byte[] token = plain.encrypt(json.getBytes(UTF_8));
        assertThatExceptionOfType(MessageException.class)
                .isThrownBy(() -> envelopes.open(token))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("bad-field"));
    }

    @Test
    void strangersTokenIsRefusedBeforeItsJsonIsSeen() {
        byte[] token = new Fernet(FernetKey.generate(new SecureRandom())).encrypt("{".getBytes(UTF_8));
        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> envelopes.open(token));
    }
}

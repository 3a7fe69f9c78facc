package dev.netkit.common.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The acceptance data of the public specification (src/test/resources/fernet-spec/ORIGIN.md). */
class FernetSpecificationTest {
    @Test
    void everyVectorIsThere() throws IOException {
        assertThat(vectors("generate.json")).hasSize(1);
        assertThat(vectors("verify.json")).hasSize(1);
        assertThat(vectors("invalid.json")).hasSize(11);
    }

    @TestFactory
    Stream<DynamicTest> generate() throws IOException {
        return tests(
                "generate.json",
                vector -> assertThat(fernet(vector)
                                .encrypt(vector.get("src").textValue().getBytes(UTF_8)))
                        .asString(US_ASCII)
                        .isEqualTo(vector.get("token").textValue()));
    }

    @TestFactory
    Stream<DynamicTest> verify() throws IOException {
        return tests(
                "verify.json",
                vector -> assertThat(fernet(vector).decrypt(token(vector), ttl(vector)))
                        .asString(UTF_8)
                        .isEqualTo(vector.get("src").textValue()));
    }

    @TestFactory
    Stream<DynamicTest> invalid() throws IOException {
        return tests(
                "invalid.json",
                vector -> Tokens.assertInvalid(() -> fernet(vector).decrypt(token(vector), ttl(vector))));
    }

    private interface Check {
        void on(JsonNode vector) throws IOException;
    }

    private static Stream<DynamicTest> tests(String file, Check check) throws IOException {
        return vectors(file)
                .map(vector -> DynamicTest.dynamicTest(
                        vector.path("desc").asText(vector.get("token").textValue()), () -> check.on(vector)));
    }

    private static Stream<JsonNode> vectors(String file) throws IOException {
        try (InputStream in = FernetSpecificationTest.class.getResourceAsStream("/fernet-spec/" + file)) {
            return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false);
        }
    }

    private static Fernet fernet(JsonNode vector) {
        FernetKey key = FernetKey.parse(vector.get("secret").textValue());
        OffsetDateTime now = OffsetDateTime.parse(vector.get("now").textValue());
        return new Fernet(List.of(key), Clock.fixed(now.toInstant(), ZoneOffset.UTC), new CountingRandom());
    }

    private static byte[] token(JsonNode vector) {
        return vector.get("token").textValue().getBytes(US_ASCII);
    }

    private static Duration ttl(JsonNode vector) {
        return Duration.ofSeconds(vector.get("ttl_sec").longValue());
    }

    /** Gives 0 to 15 again and again: the IV of the vectors. */
    private static final class CountingRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i % 16);
            }
        }
    }
}

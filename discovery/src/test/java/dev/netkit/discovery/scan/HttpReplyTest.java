package dev.netkit.discovery.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReplyTest {
    private static final byte[] WHOLE =
            "HTTP/1.1 200 OK\r\nContent-type: text/plain\r\ncontent-LENGTH:  5 \r\n\r\nhello".getBytes(US_ASCII);

    @Test
    void aReplyIsCompleteWithItsLastByteOnly() {
        for (int length = 0; length < WHOLE.length; length++) {
            assertThat(HttpReply.parse(Arrays.copyOf(WHOLE, length)).filter(HttpReply::isComplete))
                    .isEmpty();
        }
        HttpReply reply = HttpReply.parse(WHOLE).orElseThrow();
        assertThat(reply.isComplete()).isTrue();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).asString().isEqualTo("hello");
    }

    @Test
    void withoutALengthTheBodyEndsWithTheConnection() {
        HttpReply reply =
                HttpReply.parse("HTTP/1.0 400\r\n\r\nno".getBytes(US_ASCII)).orElseThrow();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.length()).isEqualTo(OptionalInt.empty());
        assertThat(reply.isComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-x\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 20\r\n\r\n",
                "\r\n\r\n",
                "HTTP/1.1 200 OK\n\n"
            })
    void whatIsNotHttpIsNoReply(String text) {
        assertThat(HttpReply.parse(text.getBytes(US_ASCII))).isEmpty();
    }

    @Test
    void aLengthThatNobodyCanMeanIsNone() {
        assertThat(HttpReply.parse("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n".getBytes(US_ASCII))
                        .orElseThrow()
                        .length())
                .isEmpty();
    }

    @Test
    void noReplyDoesHarm() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            byte[] reply = WHOLE.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                reply[random.nextInt(reply.length)] = (byte) random.nextInt(256);
            }
            assertThat(HttpReply.parse(reply))
                    .as("seed %d: %s", seed, new String(reply, ISO_8859_1))
                    .satisfiesAnyOf(
                            parsed -> assertThat(parsed).isEmpty(),
                            parsed -> assertThat(parsed.orElseThrow().status()).isBetween(0, 999));
        }
    }
}

package dev.netkit.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LateAnswersTest {
    private final LateAnswers lateAnswers = new LateAnswers();

    @Test
    void whatWasSentEarlierIsLate() {
        lateAnswers.over(line("one"));
        lateAnswers.over(line("two"));
        assertThat(lateAnswers.isLate(line("one"), line("three"))).isTrue();
        assertThat(lateAnswers.isLate(line("two"), line("three"))).isTrue();
    }

    @Test
    void whatWasNeverSentIsWrongAndNotLate() {
        lateAnswers.over(line("one"));
        assertThat(lateAnswers.isLate(line("One"), line("two"))).isFalse();
        assertThat(lateAnswers.isLate(line("abc"), line("two"))).isFalse();
    }

    @Test
    void theSameLineSentAgainIsAnswered() {
        lateAnswers.over(line("one"));
        assertThat(lateAnswers.isLate(line("one"), line("one"))).isFalse();
    }

    @Test
    void onlyTheLastMessagesAreRemembered() {
        for (int i = 0; i < 2000; i++) {
            lateAnswers.over(RoundTrips.message(i, 64));
        }
        byte[] current = RoundTrips.message(2000, 64);
        assertThat(lateAnswers.isLate(RoundTrips.message(1000, 64), current)).isTrue();
        assertThat(lateAnswers.isLate(RoundTrips.message(900, 64), current)).isFalse();
    }

    @Test
    void aLowerNumberIsLate() {
        assertThat(LateAnswers.isLate(numbered(255), numbered(256))).isTrue();
        assertThat(LateAnswers.isLate(numbered(256), numbered(256))).isFalse();
        assertThat(LateAnswers.isLate(numbered(257), numbered(256))).isFalse();
        assertThat(LateAnswers.isLate(ByteBuffer.allocate(7), numbered(256))).isFalse();
    }

    private static ByteBuffer numbered(long number) {
        return ByteBuffer.wrap(RoundTrips.message(number, 16));
    }

    private static byte[] line(String text) {
        return text.getBytes(UTF_8);
    }
}

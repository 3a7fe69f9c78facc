package dev.netkit.common.framing;

import static dev.netkit.common.framing.Streams.assertFault;
import static dev.netkit.common.framing.Streams.reader;
import static dev.netkit.common.framing.Streams.stream;
import static dev.netkit.common.framing.Streams.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.framing.FrameException.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a header and what is none. Streams are written as text, one character a byte. */
@Timeout(10)
class FrameHeaderTest {
    @Test
    void asciiHeaderMayHaveEightDigits() throws IOException {
        byte[] payload = new byte[10_000_000];
        InputStream in = new SequenceInputStream(stream("10000000:"), new ByteArrayInputStream(payload));
        assertThat(new FrameReader(in, FrameEncoding.MAX_PAYLOAD).read()).hasValue(payload);
    }

    @Test
    void nineDigitsAreRefusedAtTheNinth() {
        assertFault(Fault.MALFORMED, () -> reader("123456789").read());
        assertFault(Fault.MALFORMED, () -> reader("100000000:").read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "00:", "05:hello", "000000005:hello", "00000005:hello", "01:x"})
    void leadingZeroIsRefused(String stream) {
        assertFault(Fault.MALFORMED, () -> reader(stream).read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+5:hello", "-5:hello", "-0:", " 5:hello", ":hello", "\n5:hello"})
    void headerBeginsWithADigitAndNoSign(String stream) {
        assertFault(Fault.MALFORMED, () -> reader(stream).read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5 :hello", "5;hello", "5hello", "0x5:hello", "5.0:hello", "1e1:", "5\n", "5\0", "1_0:", "1-:"})
    void onlyDigitsStandBeforeTheColon(String stream) {
        assertFault(Fault.MALFORMED, () -> reader(stream).read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0665:hello", "5\u0665:hello", "\uFF15:hello"})
    void digitsOfOtherScriptsAreNone(String header) {
        byte[] utf8 = header.getBytes(UTF_8);
        assertFault(Fault.MALFORMED, () -> reader(text(utf8)).read());
    }

    @Test
    void everyByteButDigitsAndColonIsRefusedInsideAnAsciiHeader() {
        for (int b = 0; b <= 0xFF; b++) {
            if (b != ':' && (b < '0' || b > '9')) {
                String stream = "1" + (char) b;
                assertFault(Fault.MALFORMED, () -> reader(stream).read());
            }
        }
    }

    @Test
    void everyByteThatBeginsNoFrameIsRefused() {
        for (int b = 1; b <= 0xFF; b++) {
            if (b < '0' || b > '9') {
                String stream = (char) b + "\0\0\0";
                FrameException e =
                        assertFault(Fault.MALFORMED, () -> reader(stream).awaitFrame());
                if (b != 0x16) {
                    assertThat(e).hasMessageContaining(String.format("%02x", b)).hasMessageNotContaining("ASCII");
                }
            }
        }
    }

    @Test
    void tlsHandshakeIsCalledByItsName() {
        FrameException e =
                assertFault(Fault.MALFORMED, () -> reader("\u0016\3\1\2\0").read());
        assertThat(e).hasMessageContaining("TLS");
    }
}

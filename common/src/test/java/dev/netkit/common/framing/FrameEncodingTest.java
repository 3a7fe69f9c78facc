package dev.netkit.common.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class FrameEncodingTest {
    @Test
    void binaryFrameIsFourBytesOfBigEndianLengthAndThePayload() {
        assertThat(FrameEncoding.BINARY.encode("hello".getBytes(US_ASCII)))
                .containsExactly(0, 0, 0, 5, 'h', 'e', 'l', 'l', 'o');
    }

    @Test
    void asciiFrameIsDecimalLengthColonAndThePayload() {
        assertThat(FrameEncoding.ASCII.encode("hello".getBytes(US_ASCII)))
                .containsExactly('5', ':', 'h', 'e', 'l', 'l', 'o');
    }

    @Test
    void emptyPayloadIsAHeaderAlone() {
        assertThat(FrameEncoding.BINARY.encode(new byte[0])).containsExactly(0, 0, 0, 0);
        assertThat(FrameEncoding.ASCII.encode(new byte[0])).containsExactly('0', ':');
    }

    @ParameterizedTest
    @CsvSource({"1, 1:", "9, 9:", "10, 10:", "1048576, 1048576:", "9999999, 9999999:", "16777215, 16777215:"})
    void asciiHeaderHasNoLeadingZeroAndUpToEightDigits(int length, String header) {
        assertThat(FrameEncoding.ASCII.header(length)).isEqualTo(header.getBytes(US_ASCII));
    }

    @Test
    void binaryHeaderUsesItsThreeLowBytes() {
        assertThat(FrameEncoding.BINARY.header(0x010203)).containsExactly(0, 1, 2, 3);
        assertThat(FrameEncoding.BINARY.header(FrameEncoding.MAX_PAYLOAD)).containsExactly(0, -1, -1, -1);
    }

    @ParameterizedTest
    @EnumSource
    void largestPayloadIsEncodedAndOneByteMoreIsRefused(FrameEncoding encoding) {
        byte[] frame = encoding.encode(new byte[FrameEncoding.MAX_PAYLOAD]);
        assertThat(frame.length)
                .isEqualTo(encoding.header(FrameEncoding.MAX_PAYLOAD).length + FrameEncoding.MAX_PAYLOAD);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoding.encode(new byte[FrameEncoding.MAX_PAYLOAD + 1]))
                .withMessageContaining("16777216");
    }

    @ParameterizedTest
    @EnumSource
    void payloadIsCopied(FrameEncoding encoding) {
        byte[] payload = {1, 2, 3};
        byte[] frame = encoding.encode(payload);
        Arrays.fill(payload, (byte) 9);
        assertThat(frame).endsWith(1, 2, 3);
    }

    @Test
    void everyFirstByteBelongsToOneEncodingOrNone() {
        for (int b = 0; b <= 0xFF; b++) {
            if (b == 0) {
                assertThat(FrameEncoding.startingWith(b)).contains(FrameEncoding.BINARY);
            } else if (b >= '0' && b <= '9') {
                assertThat(FrameEncoding.startingWith(b)).contains(FrameEncoding.ASCII);
            } else {
                assertThat(FrameEncoding.startingWith(b))
                        .as("first byte %02x", b)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void firstByteOfAHeaderTellsItsEncoding(FrameEncoding encoding) {
        for (int length : new int[] {0, 1, 10, 255, 65_536, FrameEncoding.MAX_PAYLOAD}) {
            assertThat(FrameEncoding.startingWith(encoding.header(length)[0])).contains(encoding);
        }
    }
}

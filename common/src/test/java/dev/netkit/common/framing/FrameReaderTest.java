package dev.netkit.common.framing;

import static dev.netkit.common.framing.Streams.assertFault;
import static dev.netkit.common.framing.Streams.bytes;
import static dev.netkit.common.framing.Streams.frame;
import static dev.netkit.common.framing.Streams.reader;
import static dev.netkit.common.framing.Streams.stream;
import static dev.netkit.common.framing.Streams.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.framing.FrameException.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole streams: which encoding they are in, where frames begin and end. Written as text, one character a byte. */
@Timeout(10)
class FrameReaderTest {
    @Test
    void binaryFrameIsRead() throws IOException {
        assertThat(reader("\0\0\0\5hello").read()).hasValue(bytes("hello"));
    }

    @Test
    void asciiFrameIsRead() throws IOException {
        assertThat(reader("5:hello").read()).hasValue(bytes("hello"));
    }

    @Test
    void binaryLengthIsBigEndian() throws IOException {
        byte[] payload = new byte[0x010203];
        InputStream in = new SequenceInputStream(stream("\0\1\2\3"), new ByteArrayInputStream(payload));
        assertThat(new FrameReader(in, FrameEncoding.DEFAULT_LIMIT).read()).hasValue(payload);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void binaryLengthIsUnsigned() throws IOException {
        byte[] payload = new byte[0x80];
        assertThat(reader("\0\0\0\u0080" + text(payload)).read()).hasValue(payload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:", "\0\0\0\0"})
    void emptyFrameIsAFrameAndNoEnd(String frame) throws IOException {
        FrameReader reader = reader(frame + frame);
        assertThat(reader.read()).hasValue(new byte[0]);
        assertThat(reader.read()).hasValue(new byte[0]);
        assertThat(reader.read()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void framesFollowOneAnotherInOrder(FrameEncoding encoding) throws IOException {
        FrameReader reader = reader(frame(encoding, "one") + frame(encoding, "") + frame(encoding, "three"));
        assertThat(reader.read()).hasValue(bytes("one"));
        assertThat(reader.read()).hasValue(bytes(""));
        assertThat(reader.read()).hasValue(bytes("three"));
        assertThat(reader.read()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void payloadMayBeAnyBytes(FrameEncoding encoding) throws IOException {
        byte[] payload = new byte[256];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) i;
        }
        assertThat(reader(frame(encoding, text(payload))).read()).hasValue(payload);
    }

    // Which encoding

    @Test
    void binaryStreamNeverTurnsIntoAscii() throws IOException {
        FrameReader reader = reader("\0\0\0\1x" + "1:y");
        reader.read();
        FrameException e = assertFault(Fault.MALFORMED, reader::read);
        assertThat(e).hasMessageContaining("31");
        assertThat(reader.encoding()).contains(FrameEncoding.BINARY);
    }

    @Test
    void asciiStreamNeverTurnsIntoBinary() throws IOException {
        FrameReader reader = reader("1:x" + "\0\0\0\1y");
        reader.read();
        FrameException e = assertFault(Fault.MALFORMED, reader::read);
        assertThat(e).hasMessageContaining("00").hasMessageContaining("ASCII");
        assertThat(reader.encoding()).contains(FrameEncoding.ASCII);
    }

    @Test
    void agreedEncodingRefusesTheOther() {
        assertFault(
                Fault.MALFORMED,
                () -> FrameReader.of(FrameEncoding.BINARY, stream("1:x"), 10).read());
        assertFault(
                Fault.MALFORMED,
                () -> FrameReader.of(FrameEncoding.ASCII, stream("\0\0\0\1x"), 10)
                        .read());
    }

    @ParameterizedTest
    @EnumSource
    void agreedEncodingIsRead(FrameEncoding encoding) throws IOException {
        FrameReader reader = FrameReader.of(encoding, stream(frame(encoding, "hello")), 10);
        assertThat(reader.encoding()).contains(encoding);
        assertThat(reader.read()).hasValue(bytes("hello"));
    }

    @ParameterizedTest
    @EnumSource
    void encodingIsKnownOnceAFrameHasBegun(FrameEncoding encoding) throws IOException {
        FrameReader reader = reader(frame(encoding, "hello"));
        assertThat(reader.encoding()).isEmpty();
        reader.awaitFrame();
        assertThat(reader.encoding()).contains(encoding);
    }

    @Test
    void encodingStaysUnknownWhereNoFrameBegan() throws IOException {
        FrameReader ended = reader("");
        ended.read();
        assertThat(ended.encoding()).isEmpty();

        FrameReader strange = reader("{");
        assertFault(Fault.MALFORMED, strange::awaitFrame);
        assertThat(strange.encoding()).isEmpty();
    }

    // Ends

    @Test
    void endBeforeTheFirstFrameIsClean() throws IOException {
        FrameReader reader = reader("");
        assertThat(reader.awaitFrame()).isFalse();
        assertThat(reader.awaitFrame()).isFalse();
        assertThat(reader.read()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void endBetweenFramesIsClean(FrameEncoding encoding) throws IOException {
        FrameReader reader = reader(frame(encoding, "hello"));
        reader.read();
        assertThat(reader.awaitFrame()).isFalse();
        assertThat(reader.read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\0\0", "\0\0\0", "1", "12", "12345678", "0"})
    void endInsideAHeaderIsACut(String stream) {
        FrameException e = assertFault(Fault.TRUNCATED, () -> reader(stream).read());
        assertThat(e).hasMessageContaining("header");
    }

    @ParameterizedTest
    @EnumSource
    void endInsideAPayloadIsACutAtEveryPosition(FrameEncoding encoding) {
        String header = text(encoding.header(5));
        for (int length = 0; length < 5; length++) {
            String stream = header + "hello".substring(0, length);
            FrameException e = assertFault(Fault.TRUNCATED, () -> reader(stream).read());
            assertThat(e).hasMessageContaining("payload").hasMessageContaining(length + " of 5");
        }
    }

    @Test
    void failureOfTheStreamItselfPassesThrough() {
        IOException broken = new IOException("reset");
        assertThatThrownBy(() -> new FrameReader(new Failing("", broken), 10).read())
                .isSameAs(broken);
        assertThatThrownBy(() -> new FrameReader(new Failing("5", broken), 10).read())
                .isSameAs(broken);
        assertThatThrownBy(() -> new FrameReader(new Failing("5:he", broken), 10).read())
                .isSameAs(broken);
    }

    // awaitFrame and readFrame

    @ParameterizedTest
    @ValueSource(strings = {"\0", "5"})
    void awaitedFrameNeedsItsFirstByteOnly(String firstByte) throws IOException {
        InputStream in = new Failing(firstByte, new IOException("asked for more than the first byte"));
        assertThat(new FrameReader(in, 10).awaitFrame()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void awaitingAgainConsumesNothing(FrameEncoding encoding) throws IOException {
        FrameReader reader = reader(frame(encoding, "hello"));
        assertThat(reader.awaitFrame()).isTrue();
        assertThat(reader.awaitFrame()).isTrue();
        assertThat(reader.readFrame()).isEqualTo(bytes("hello"));
        assertThat(reader.awaitFrame()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void readGoesOnWithAnAwaitedFrame(FrameEncoding encoding) throws IOException {
        FrameReader reader = reader(frame(encoding, "hello"));
        reader.awaitFrame();
        assertThat(reader.read()).hasValue(bytes("hello"));
    }

    @Test
    void frameThatDidNotBeginCannotBeRead() throws IOException {
        FrameReader reader = reader("1:x2:yz");
        assertThatIllegalStateException().isThrownBy(reader::readFrame);
        reader.read();
        assertThatIllegalStateException().isThrownBy(reader::readFrame);
        assertThat(reader.read()).hasValue(bytes("yz"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsReadPastTheEndOfAFrame(FrameEncoding encoding) throws IOException {
        InputStream in = stream(frame(encoding, "hello") + "rest");
        new FrameReader(in, 10).read();
        assertThat(in.readAllBytes()).isEqualTo(bytes("rest"));
    }

    /** Gives some bytes and then fails. */
    private static final class Failing extends InputStream {
        private final InputStream first;
        private final IOException failure;

        Failing(String first, IOException failure) {
            this.first = stream(first);
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            int b = first.read();
            if (b < 0) {
                throw failure;
            }
            return b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = first.read(target, offset, length);
            if (n < 0) {
                throw failure;
            }
            return n;
        }
    }
}

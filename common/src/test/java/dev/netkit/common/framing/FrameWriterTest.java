package dev.netkit.common.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class FrameWriterTest {
    private final RecordingOutput out = new RecordingOutput();

    @ParameterizedTest
    @EnumSource
    void eachFrameIsOneWriteAndThenAFlush(FrameEncoding encoding) throws IOException {
        FrameWriter writer = new FrameWriter(out, encoding);
        for (int length : new int[] {5, 0, 1, 65_536}) {
            out.calls.clear();
            writer.write(new byte[length]);
            assertThat(out.calls)
                    .as("calls for a payload of %d bytes", length)
                    .containsExactly("write " + (encoding.header(length).length + length), "flush");
        }
    }

    @Test
    void largePayloadIsNotCopied() throws IOException {
        new FrameWriter(out, FrameEncoding.BINARY).write(new byte[65_537]);
        assertThat(out.calls).containsExactly("write 4", "write 65537", "flush");
    }

    @Test
    void binaryFrameGoesOutAsItIsDrawn() throws IOException {
        new FrameWriter(out, FrameEncoding.BINARY).write("hello".getBytes(US_ASCII));
        assertThat(out.written).containsExactly(0, 0, 0, 5, 'h', 'e', 'l', 'l', 'o');
    }

    @Test
    void asciiFrameGoesOutAsItIsDrawn() throws IOException {
        new FrameWriter(out, FrameEncoding.ASCII).write("hello".getBytes(US_ASCII));
        assertThat(out.written).containsExactly('5', ':', 'h', 'e', 'l', 'l', 'o');
    }

    @ParameterizedTest
    @EnumSource
    void framesCanBeReadBackInOrder(FrameEncoding encoding) throws IOException {
        FrameWriter writer = new FrameWriter(out, encoding);
        writer.write("one".getBytes(US_ASCII));
        writer.write(new byte[0]);
        writer.write(new byte[70_000]);

        FrameReader reader = new FrameReader(new ByteArrayInputStream(out.written), FrameEncoding.DEFAULT_LIMIT);
        assertThat(reader.read()).hasValue("one".getBytes(US_ASCII));
        assertThat(reader.read()).hasValue(new byte[0]);
        assertThat(reader.read()).hasValue(new byte[70_000]);
        assertThat(reader.read()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void payloadThatNoHeaderCanAnnounceWritesNothing(FrameEncoding encoding) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameWriter(out, encoding).write(new byte[FrameEncoding.MAX_PAYLOAD + 1]));
        assertThat(out.calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void writerKnowsItsEncoding(FrameEncoding encoding) {
        assertThat(new FrameWriter(out, encoding).encoding()).isEqualTo(encoding);
    }

    @Test
    void failureOfTheStreamPassesThrough() {
        IOException broken = new IOException("reset");
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw broken;
            }
        };
        assertThatThrownBy(() -> new FrameWriter(failing, FrameEncoding.BINARY).write(new byte[1]))
                .isSameAs(broken);
    }

    private static final class RecordingOutput extends OutputStream {
        private final List<String> calls = new ArrayList<>();
        private byte[] written = {};

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            calls.add("write " + length);
            int end = written.length;
            written = Arrays.copyOf(written, end + length);
            System.arraycopy(source, offset, written, end, length);
        }

        @Override
        public void flush() {
            calls.add("flush");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}

package dev.netkit.common.framing;

import static dev.netkit.common.framing.Streams.assertFault;
import static dev.netkit.common.framing.Streams.bytes;
import static dev.netkit.common.framing.Streams.frame;
import static dev.netkit.common.framing.Streams.stream;
import static dev.netkit.common.framing.Streams.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import dev.netkit.common.framing.FrameException.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a frame may be, and that a large one costs nothing before it is there. */
@Timeout(10)
class FrameLimitTest {
    private static final String LARGEST_BINARY_HEADER = "\0\u00FF\u00FF\u00FF";

    @ParameterizedTest
    @EnumSource
    void payloadOfExactlyTheLimitIsTaken(FrameEncoding encoding) throws IOException {
        byte[] payload = new byte[300];
        FrameReader reader = new FrameReader(stream(frame(encoding, text(payload))), 300);
        assertThat(reader.read()).hasValue(payload);
    }

    @ParameterizedTest
    @EnumSource
    void payloadOneByteAboveTheLimitIsRefused(FrameEncoding encoding) {
        String frame = frame(encoding, text(new byte[301]));
        FrameException e = assertFault(Fault.TOO_LARGE, () -> new FrameReader(stream(frame), 300).read());
        assertThat(e).hasMessageContaining("301").hasMessageContaining("300");
    }

    @ParameterizedTest
    @ValueSource(strings = {"16777215:", LARGEST_BINARY_HEADER})
    void largestPayloadOfTheFormatIsTakenWhereTheLimitAllowsIt(String header) throws IOException {
        byte[] payload = new byte[FrameEncoding.MAX_PAYLOAD];
        payload[payload.length - 1] = 1;
        InputStream in = new SequenceInputStream(stream(header), new ByteArrayInputStream(payload));
        assertThat(new FrameReader(in, FrameEncoding.MAX_PAYLOAD).read()).hasValue(payload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16777216:", "99999999:"})
    void asciiHeaderAboveTheFormatsLargestPayloadIsTooLarge(String header) {
        assertFault(Fault.TOO_LARGE, () -> new FrameReader(stream(header), FrameEncoding.MAX_PAYLOAD).read());
    }

    @ParameterizedTest
    @EnumSource
    void limitOfZeroTakesEmptyFramesOnly(FrameEncoding encoding) throws IOException {
        FrameReader reader = new FrameReader(stream(frame(encoding, "") + frame(encoding, "x")), 0);
        assertThat(reader.read()).hasValue(new byte[0]);
        assertFault(Fault.TOO_LARGE, reader::read);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, FrameEncoding.MAX_PAYLOAD + 1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void limitOutsideTheFormatIsTheCallersBug(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameReader(stream(""), limit))
                .withMessageContaining(String.valueOf(limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"16777215:", LARGEST_BINARY_HEADER})
    void oversizeLengthIsRefusedBeforeAllocation(String header) throws IOException {
        long allocated = allocatedWhileReading(header, 0, FrameEncoding.DEFAULT_LIMIT, Fault.TOO_LARGE);
        assertThat(allocated).as("bytes allocated").isLessThan(64 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16777215:", LARGEST_BINARY_HEADER})
    void announcedLengthAloneIsNotAllocated(String header) throws IOException {
        long allocated = allocatedWhileReading(header, 0, FrameEncoding.MAX_PAYLOAD, Fault.TRUNCATED);
        assertThat(allocated).as("bytes allocated for a header alone").isLessThan(64 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16777215:", LARGEST_BINARY_HEADER})
    void allocationFollowsWhatHasArrived(String header) throws IOException {
        int arrived = 256 * 1024;
        long allocated = allocatedWhileReading(header, arrived, FrameEncoding.MAX_PAYLOAD, Fault.TRUNCATED);
        assertThat(allocated).as("bytes allocated for %d", arrived).isLessThan(6L * arrived);
    }

    @Test
    void faultsHaveTheWordsOfErrorMessages() {
        assertThat(Fault.MALFORMED.code()).isEqualTo("bad-frame");
        assertThat(Fault.TRUNCATED.code()).isEqualTo("bad-frame");
        assertThat(Fault.TOO_LARGE.code()).isEqualTo("too-large");
    }

    /** What the reading thread allocates until the reader gives up, after a first time that loads the classes. */
    private static long allocatedWhileReading(String header, int payload, int limit, Fault expected)
            throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] stream = bytes(header + "x".repeat(payload));
        long allocated = 0;
        for (int round = 0; round < 2; round++) {
            FrameReader reader = new FrameReader(new ByteArrayInputStream(stream), limit);
            long before = threads.getCurrentThreadAllocatedBytes();
            FrameException refused = refusal(reader);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(refused.fault()).isEqualTo(expected);
        }
        return allocated;
    }

    private static FrameException refusal(FrameReader reader) throws IOException {
        try {
            reader.read();
        } catch (FrameException e) {
            return e;
        }
        throw new AssertionError("the frame was read");
    }
}

package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class PeekableInputTest {
    private static final int MOST = 2_048;

    @Test
    void peekedBytesAreStillRead() throws IOException {
        PeekableInput in = new PeekableInput(new Source(10, 10));
        assertThat(in.peek(4)).isEqualTo(numbers(0, 4));
        assertThat(in.peek(2)).isEqualTo(numbers(0, 2));
        assertThat(in.readAllBytes()).isEqualTo(numbers(0, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000, 5_000})
    void peekWaitsForAsManyBytesAsAreAskedFor(int portion) throws IOException {
        PeekableInput in = new PeekableInput(new Source(5_000, portion));
        assertThat(in.peek(MOST)).isEqualTo(numbers(0, MOST));
        assertThat(in.readAllBytes()).isEqualTo(numbers(0, 5_000));
    }

    @Test
    void peekAsksForNoMoreThanItNeeds() throws IOException {
        Source source = new Source(100, 3);
        PeekableInput in = new PeekableInput(source);
        in.peek(4);
        assertThat(source.asked).hasSize(2);
        in.peek(6);
        assertThat(source.asked).hasSize(2);
        in.peek(7);
        assertThat(source.asked).hasSize(3);
    }

    @Test
    void peekReachesAcrossRefillsAtEveryPosition() throws IOException {
        for (int read = 0; read <= MOST + 10; read++) {
            PeekableInput in = new PeekableInput(new Source(3 * MOST, MOST));
            assertThat(readOneByOne(in, read)).isEqualTo(numbers(0, read));
            assertThat(in.peek(MOST)).as("peek after %d bytes", read).isEqualTo(numbers(read, MOST));
            assertThat(in.read()).isEqualTo(numbers(read, 1)[0] & 0xFF);
            assertThat(in.peek(MOST)).as("again after %d bytes", read).isEqualTo(numbers(read + 1, MOST));
        }
    }

    @Test
    void peekAtTheEndGivesWhatThereIs() throws IOException {
        PeekableInput in = new PeekableInput(new Source(3, 1));
        assertThat(in.peek(10)).isEqualTo(numbers(0, 3));
        assertThat(in.peek(10)).isEqualTo(numbers(0, 3));
        assertThat(in.readAllBytes()).isEqualTo(numbers(0, 3));
        assertThat(in.peek(10)).isEmpty();
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(new byte[10])).isEqualTo(-1);
        assertThat(in.read(new byte[MOST])).isEqualTo(-1);
    }

    @Test
    void emptyStreamHasNothingToPeekAt() throws IOException {
        PeekableInput in = new PeekableInput(new Source(0, 1));
        assertThat(in.peek(1)).isEmpty();
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void largeReadAfterAPeekGivesThePeekedBytesFirst() throws IOException {
        PeekableInput in = new PeekableInput(new Source(20_000, 100));
        in.peek(1);
        byte[] target = new byte[10_000];
        assertThat(in.read(target)).isEqualTo(100);
        assertThat(Arrays.copyOf(target, 100)).isEqualTo(numbers(0, 100));
        assertThat(in.readNBytes(10_000)).isEqualTo(numbers(100, 10_000));
        assertThat(in.readAllBytes()).isEqualTo(numbers(10_100, 9_900));
    }

    @Test
    void largeReadGoesPastTheBuffer() throws IOException {
        Source source = new Source(20_000, 20_000);
        PeekableInput in = new PeekableInput(source);
        assertThat(in.read(new byte[10_000])).isEqualTo(10_000);
        assertThat(source.asked).containsExactly(10_000);
        assertThat(in.buffered()).isZero();
    }

    @Test
    void smallReadsShareOneReadOfTheSource() throws IOException {
        Source source = new Source(1_000, 1_000);
        PeekableInput in = new PeekableInput(source);
        assertThat(readOneByOne(in, 500)).isEqualTo(numbers(0, 500));
        assertThat(in.readNBytes(500)).isEqualTo(numbers(500, 500));
        assertThat(source.asked).hasSize(1);
    }

    @Test
    void readGivesWhatIsBufferedAndDoesNotBlockForMore() throws IOException {
        Source source = new Source(1_000, 3);
        PeekableInput in = new PeekableInput(source);
        in.peek(3);
        assertThat(in.read(new byte[100])).isEqualTo(3);
        assertThat(source.asked).hasSize(1);
    }

    @Test
    void bytesAbove127AreNoEnd() throws IOException {
        PeekableInput in = new PeekableInput(new ByteArrayInputStream(new byte[] {(byte) 0xFF, (byte) 0x80}));
        assertThat(in.peek(2)).containsExactly(0xFF, 0x80);
        assertThat(in.read()).isEqualTo(0xFF);
        assertThat(in.read()).isEqualTo(0x80);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void readsGoWhereTheCallerWantsThem() throws IOException {
        PeekableInput in = new PeekableInput(new Source(10, 10));
        byte[] target = new byte[6];
        assertThat(in.read(target, 2, 3)).isEqualTo(3);
        assertThat(target).isEqualTo(new byte[] {0, 0, 0, 1, 2, 0});
        assertThat(in.read(target, 0, 0)).isZero();
        assertThat(in.read(target, 0, 1)).isEqualTo(1);
        assertThat(target[0]).isEqualTo((byte) 3);
    }

    @Test
    void bufferedAndAvailableCountWhatIsHere() throws IOException {
        PeekableInput in = new PeekableInput(new Source(10, 4));
        assertThat(in.buffered()).isZero();
        assertThat(in.available()).isEqualTo(10);
        in.peek(1);
        assertThat(in.buffered()).isEqualTo(4);
        assertThat(in.available()).isEqualTo(10);
        in.read();
        assertThat(in.buffered()).isEqualTo(3);
        assertThat(in.available()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, MOST + 1, Integer.MAX_VALUE})
    void countThatCannotBePeekedAtIsRefused(int count) {
        PeekableInput in = new PeekableInput(new Source(10_000, 10_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> in.peek(count))
                .withMessageContaining(String.valueOf(count));
    }

    @Test
    void failureOfTheSourcePassesThrough() {
        IOException broken = new IOException("reset");
        PeekableInput in = new PeekableInput(new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        });
        assertThatThrownBy(() -> in.peek(1)).isSameAs(broken);
        assertThatThrownBy(in::read).isSameAs(broken);
        assertThatThrownBy(() -> in.read(new byte[MOST])).isSameAs(broken);
    }

    @Test
    void closingClosesTheSource() throws IOException {
        Source source = new Source(10, 10);
        new PeekableInput(source).close();
        assertThat(source.closed).isTrue();
    }

    private static byte[] readOneByOne(InputStream in, int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) in.read();
        }
        return bytes;
    }

    /** The bytes of a {@link Source} from one position on. */
    private static byte[] numbers(int from, int count) {
        byte[] numbers = new byte[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(from + i);
        }
        return numbers;
    }

    private static byte number(int position) {
        return (byte) (position % 251);
    }

    /** Counts upwards in its bytes, gives so many a read at most, and remembers how many it was asked for. */
    private static final class Source extends InputStream {
        private final int length;
        private final int portion;
        private final List<Integer> asked = new ArrayList<>();
        private int position;
        private boolean closed;

        Source(int length, int portion) {
            this.length = length;
            this.portion = portion;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) {
            asked.add(count);
            int n = Math.min(Math.min(portion, count), length - position);
            for (int i = 0; i < n; i++) {
                target[offset + i] = number(position++);
            }
            return n == 0 ? -1 : n;
        }

        @Override
        public int available() {
            return length - position;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}

package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a reader takes from its source, and when. */
class SealedStreamReaderTest {
    @Test
    void nothingIsTakenBeyondTheLastChunk() throws IOException {
        Iterator<byte[]> source =
                List.of(Chunks.chunk(0, 1, new byte[] {5}), new byte[3]).iterator();
        SealedStreamReader reader = new SealedStreamReader(Chunks.KEY, () -> Optional.of(source.next()));
        assertThat(reader.readAllBytes()).containsExactly(5);
        assertThat(reader.read()).isEqualTo(-1);
        assertThat(source.hasNext()).isTrue();
    }

    @Test
    void endIsExpectedAfterTheLastChunk() throws IOException {
        SealedStreamReader reader = Chunks.reader(Chunks.chunk(0, 1, new byte[1]));
        reader.readAllBytes();
        reader.expectEnd();
    }

    @Test
    void chunkAfterTheLastIsAnErrorWhereTheEndIsExpected() throws IOException {
        SealedStreamReader reader = Chunks.reader(Chunks.chunk(0, 1, new byte[1]), Chunks.chunk(1, 1, new byte[1]));
        assertThat(reader.readAllBytes()).hasSize(1);
        assertThatThrownBy(reader::expectEnd)
                .isExactlyInstanceOf(SealedStreamException.class)
                .hasMessageContaining("after the last");
    }

    @Test
    void endCannotBeExpectedBeforeTheLastChunk() throws IOException {
        SealedStreamReader reader = Chunks.reader(Chunks.chunk(0, 0, new byte[1]), Chunks.chunk(1, 1, new byte[1]));
        assertThatIllegalStateException().isThrownBy(reader::expectEnd);
        reader.read();
        assertThatIllegalStateException().isThrownBy(reader::expectEnd);
        assertThat(reader.read()).isZero();
        assertThat(reader.read()).isEqualTo(-1);
        reader.expectEnd();
    }

    @Test
    void emptyChunksInTheMiddleAreNoEnd() throws IOException {
        byte[] empty = new byte[0];
        SealedStreamReader reader = Chunks.reader(
                Chunks.chunk(0, 0, empty),
                Chunks.chunk(1, 0, new byte[] {-1}),
                Chunks.chunk(2, 0, empty),
                Chunks.chunk(3, 1, empty));
        assertThat(reader.read()).isEqualTo(0xFF);
        assertThat(reader.read()).isEqualTo(-1);
    }

    @Test
    void sourceIsAskedOnlyForWhatIsRead() throws IOException {
        List<Integer> asked = new ArrayList<>();
        SealedStreamReader reader = new SealedStreamReader(Chunks.KEY, () -> {
            asked.add(asked.size());
            return Optional.of(Chunks.chunk(asked.size() - 1, 0, new byte[2]));
        });
        assertThat(reader.read(new byte[5], 1, 0)).isZero();
        assertThat(asked).isEmpty();
        assertThat(reader.read(new byte[10])).isEqualTo(2);
        assertThat(asked).hasSize(1);
    }

    /** What the source threw comes through once; afterwards it is not asked again. */
    @Test
    void errorOfTheSourceBreaksTheStreamForGood() {
        SealedStreamReader reader = new SealedStreamReader(Chunks.KEY, () -> {
            throw new IOException("connection reset");
        });
        assertThatThrownBy(reader::read).isExactlyInstanceOf(IOException.class).hasMessage("connection reset");
        assertThatThrownBy(reader::read)
                .isExactlyInstanceOf(SealedStreamException.class)
                .hasMessage("the stream broke before chunk 0");
    }

    @Test
    void partOutsideTheArrayIsRefused() {
        SealedStreamReader reader = Chunks.reader(Chunks.chunk(0, 1, new byte[20]));
        for (int[] part : new int[][] {{-1, 1}, {0, -1}, {0, 6}, {5, 1}, {1, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> reader.read(new byte[5], part[0], part[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}

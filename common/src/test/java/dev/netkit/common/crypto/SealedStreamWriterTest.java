package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedStreamWriterTest {
    private final List<byte[]> chunks = new ArrayList<>();
    private final SealedStreamWriter writer = new SealedStreamWriter(Chunks.KEY, chunks::add);

    @Test
    void closingDoesNotFinish() throws IOException {
        writer.write(new byte[10]);
        writer.flush();
        writer.close();
        assertThat(chunks).isEmpty();
        assertThatThrownBy(() -> Chunks.reader(chunks).readAllBytes()).hasMessageContaining("cut off before chunk 0");
    }

    @Test
    void fullChunkIsKeptBackBecauseItMayBeTheLast() throws IOException {
        writer.write(new byte[65_536]);
        assertThat(chunks).isEmpty();
        writer.write(new byte[0]);
        assertThat(chunks).isEmpty();
        writer.write(7);
        assertThat(chunks).hasSize(1);
        writer.finish();
        assertThat(chunks).hasSize(2);
    }

    @Test
    void nothingIsWrittenAfterTheEnd() throws IOException {
        writer.finish();
        assertThatIllegalStateException().isThrownBy(() -> writer.write(1)).withMessageContaining("finished");
        assertThatIllegalStateException().isThrownBy(() -> writer.write(new byte[5], 0, 5));
        assertThat(chunks).hasSize(1);
    }

    @Test
    void secondFinishDoesNothing() throws IOException {
        writer.finish();
        writer.finish();
        assertThat(chunks).hasSize(1);
        assertThat(Chunks.reader(chunks).readAllBytes()).isEmpty();
    }

    @Test
    void partOfAnArrayIsWritten() throws IOException {
        writer.write(new byte[] {1, 2, 3, 4, 5}, 1, 3);
        writer.finish();
        assertThat(Chunks.reader(chunks).readAllBytes()).containsExactly(2, 3, 4);
    }

    @Test
    void partOutsideTheArrayIsRefusedAndNothingOfItWritten() throws IOException {
        for (int[] part : new int[][] {{-1, 1}, {0, -1}, {0, 6}, {5, 1}, {1, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> writer.write(new byte[5], part[0], part[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        writer.finish();
        assertThat(Chunks.reader(chunks).readAllBytes()).isEmpty();
    }

    @Test
    void callersArrayMayBeUsedAgain() throws IOException {
        byte[] source = {1, 2};
        writer.write(source);
        source[0] = 9;
        writer.finish();
        assertThat(Chunks.reader(chunks).readAllBytes()).containsExactly(1, 2);
    }

    /** Whoever carries on after an error would make a stream with a gap. */
    @Test
    void writerThatFailedWritesNothingMore() throws IOException {
        boolean[] failed = new boolean[1];
        SealedStreamWriter failing = new SealedStreamWriter(Chunks.KEY, token -> {
            if (!failed[0]) {
                failed[0] = true;
                throw new IOException("disk full");
            }
            chunks.add(token);
        });
        assertThatThrownBy(() -> failing.write(new byte[70_000])).hasMessage("disk full");
        assertThatThrownBy(failing::finish).hasMessageContaining("broke off");
        assertThatThrownBy(failing::finish).hasMessageContaining("broke off");
        assertThat(chunks).isEmpty();
    }
}

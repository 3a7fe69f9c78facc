package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four chunks with something done to them: what came before is delivered, and never a byte of what is wrong. */
class SealedStreamDamageTest {
    private static final byte[] DATA = Tokens.bytes(3 * 65_536 + 100);

    private List<byte[]> chunks;

    @BeforeEach
    void sealTheData() throws IOException {
        chunks = Chunks.seal(Chunks.KEY, DATA);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void streamThatIsCutIsAnError(int kept) {
        assertBreaks(chunks.subList(0, kept), kept, "cut off before chunk " + kept);
    }

    @Test
    void swappedChunksAreAnError() {
        Collections.swap(chunks, 1, 2);
        assertBreaks(chunks, 1, "chunk 2 came where chunk 1 was due");
    }

    @Test
    void repeatedChunkIsAnError() {
        chunks.add(2, chunks.get(1));
        assertBreaks(chunks, 2, "chunk 1 came where chunk 2 was due");
    }

    @Test
    void missingChunkIsAnError() {
        chunks.remove(1);
        assertBreaks(chunks, 1, "chunk 2 came where chunk 1 was due");
    }

    @Test
    void missingFirstChunkIsAnError() {
        chunks.remove(0);
        assertBreaks(chunks, 0, "chunk 1 came where chunk 0 was due");
    }

    /** The same data, number and shared key, but another salt. */
    @Test
    void chunkOfAnotherStreamIsAnError() throws IOException {
        FernetKey other = SealedStream.key(Tokens.KEY, Chunks.salt(1), Chunks.salt(3));
        chunks.set(2, Chunks.seal(other, DATA).get(2));
        assertBreaks(chunks, 2, "chunk 2 is damaged, or of another stream");
    }

    @Test
    void changedBitAnywhereInAChunkIsAnError() {
        byte[] token = chunks.get(1).clone();
        for (int at : new int[] {0, 1, 9, 25, 40, token.length / 2, token.length - 33, token.length - 1}) {
            chunks.set(1, token.clone());
            chunks.get(1)[at] ^= 1;
            assertBreaks(chunks, 1, "chunk 1 is damaged");
        }
    }

    /** A reader that went on would take the genuine chunk after a bad one for the one that is due. */
    @Test
    void goodChunkAfterABadOneDoesNotMendTheStream() {
        chunks.add(1, new byte[10]);
        assertBreaks(chunks, 1, "chunk 1 is damaged");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 127, -128, -1})
    void flagThatIsNoneIsAnError(int flag) {
        List<byte[]> bad = List.of(chunks.get(0), Chunks.chunk(1, flag, new byte[5]));
        assertBreaks(bad, 1, "chunk 1 has the flag " + flag);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 1L << 32 | 1, 1L << 56 | 1, Long.MAX_VALUE, -1})
    void numberThatIsNotDueIsAnError(long number) {
        List<byte[]> bad = List.of(chunks.get(0), Chunks.chunk(number, 1, new byte[5]));
        assertBreaks(bad, 1, "chunk " + Long.toUnsignedString(number) + " came where chunk 1 was due");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8})
    void chunkThatIsTooShortForItsHeadIsAnError(int length) {
        assertBreaks(List.of(Chunks.box(new byte[length])), 0, "chunk 0 has a length that no chunk has");
    }

    @Test
    void chunkThatIsTooLongIsAnError() throws IOException {
        byte[] longest = Tokens.bytes(65_536);
        assertThat(Chunks.reader(Chunks.chunk(0, 1, longest)).readAllBytes()).isEqualTo(longest);
        assertBreaks(List.of(Chunks.chunk(0, 1, new byte[65_537])), 0, "chunk 0 has a length that no chunk has");
    }

    private static void assertBreaks(List<byte[]> chunks, int delivered, String message) {
        for (int portion : new int[] {1000, 1 << 20}) {
            SealedStreamReader reader = Chunks.reader(chunks);
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            assertThatThrownBy(() -> copy(reader, data, new byte[portion]))
                    .isExactlyInstanceOf(SealedStreamException.class)
                    .hasMessageContaining(message);
            assertThat(data.toByteArray()).isEqualTo(Arrays.copyOf(DATA, delivered * 65_536));
            assertStaysBroken(reader, delivered);
        }
    }

    private static void assertStaysBroken(SealedStreamReader reader, int number) {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(reader::read)
                    .isExactlyInstanceOf(SealedStreamException.class)
                    .hasMessage("the stream broke before chunk " + number);
        }
    }

    private static void copy(SealedStreamReader reader, ByteArrayOutputStream target, byte[] buffer)
            throws IOException {
        int n;
        while ((n = reader.read(buffer)) != -1) {
            target.write(buffer, 0, n);
        }
    }
}

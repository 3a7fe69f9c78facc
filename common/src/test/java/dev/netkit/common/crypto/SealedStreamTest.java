package dev.netkit.common.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key of a sealed stream, and its data there and back in every feed. */
class SealedStreamTest {
    @Test
    void keyIsDerivedAsTheProtocolSays() {
        byte[] salt = new byte[32];
        salt[0] = 1;
        salt[16] = 2;
        byte[] info = "netkit-stream-v1".getBytes(US_ASCII);
        assertThat(Chunks.KEY.bytes()).isEqualTo(Hkdf.derive(Tokens.KEY.bytes(), salt, info, 32));
    }

    @Test
    void eachSaltAndTheSharedKeyChangeTheKey() {
        byte[] one = Chunks.salt(1);
        byte[] two = Chunks.salt(2);
        assertThat(List.of(
                        SealedStream.key(Tokens.KEY, one, two),
                        SealedStream.key(Tokens.KEY, two, one),
                        SealedStream.key(Tokens.KEY, one, one),
                        SealedStream.key(Tokens.OTHER_KEY, one, two)))
                .doesNotHaveDuplicates();
        assertThat(SealedStream.key(Tokens.KEY, one, two)).isEqualTo(Chunks.KEY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 17, 32})
    void saltOfAnotherLengthIsRefused(int length) {
        byte[] salt = new byte[length];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SealedStream.key(Tokens.KEY, salt, Chunks.salt(2)))
                .withMessageContaining("16 bytes, not " + length);
        assertThatIllegalArgumentException().isThrownBy(() -> SealedStream.key(Tokens.KEY, Chunks.salt(1), salt));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 3 * 65_536, 3 * 65_536 + 1})
    void dataOfEverySizeComesBackInEveryFeed(int size) throws IOException {
        byte[] data = Tokens.bytes(size);
        for (int written : new int[] {1, 1000, 65_536, 1 << 20}) {
            List<byte[]> chunks = sealInPortions(data, written);
            assertThat(chunks).hasSize(Math.max(1, (size + 65_535) / 65_536));
            for (int read : new int[] {1, 1000, 65_536, 1 << 20}) {
                assertThat(readInPortions(Chunks.reader(chunks), read))
                        .as("written by %d, read by %d", written, read)
                        .isEqualTo(data);
            }
        }
    }

    @Test
    void dataFedByteByByteComesBack() throws IOException {
        byte[] data = Tokens.bytes(65_537);
        List<byte[]> chunks = new ArrayList<>();
        SealedStreamWriter writer = new SealedStreamWriter(Chunks.KEY, chunks::add);
        for (byte b : data) {
            writer.write(b);
        }
        writer.finish();
        SealedStreamReader reader = Chunks.reader(chunks);
        for (byte b : data) {
            assertThat(reader.read()).isEqualTo(b & 0xFF);
        }
        assertThat(reader.read()).isEqualTo(-1);
    }

    @Test
    void chunkIsNumberFlagAndData() throws IOException {
        List<byte[]> chunks = Chunks.seal(Chunks.KEY, Tokens.bytes(65_539));
        byte[] first = PlainFernet.decrypt(Chunks.KEY, chunks.get(0)).orElseThrow();
        byte[] last = PlainFernet.decrypt(Chunks.KEY, chunks.get(1)).orElseThrow();
        assertThat(Arrays.copyOf(first, 9)).containsOnly(0);
        assertThat(Arrays.copyOf(last, 9)).containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 1);
        assertThat(Arrays.copyOfRange(last, 9, last.length))
                .isEqualTo(Arrays.copyOfRange(Tokens.bytes(65_539), 65_536, 65_539));
        assertThat(chunks.get(0).length).isEqualTo(SealedStream.MAX_TOKEN_BYTES).isEqualTo(65_609);
    }

    private static List<byte[]> sealInPortions(byte[] data, int portion) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        SealedStreamWriter writer = new SealedStreamWriter(Chunks.KEY, chunks::add);
        for (int done = 0; done < data.length; done += portion) {
            writer.write(data, done, Math.min(portion, data.length - done));
        }
        writer.finish();
        return chunks;
    }

    private static byte[] readInPortions(InputStream in, int portion) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] buffer = new byte[portion + 2];
        int n;
        while ((n = in.read(buffer, 1, portion)) != -1) {
            assertThat(n).isPositive();
            data.write(buffer, 1, n);
        }
        assertThat(buffer[0]).isZero();
        assertThat(buffer[portion + 1]).isZero();
        return data.toByteArray();
    }
}

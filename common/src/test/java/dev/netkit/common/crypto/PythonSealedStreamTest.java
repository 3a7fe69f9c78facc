package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.framing.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script in docs/examples, which is written from the protocol page alone, opens what is sealed here. */
@Timeout(60)
class PythonSealedStreamTest {
    private static final Path SCRIPT = Path.of("..", "docs", "examples", "open_sealed_stream.py");

    @TempDir
    private Path folder;

    private final FernetKey shared = FernetKey.generate(new SecureRandom());
    private final byte[] senderSalt = bytes(SealedStream.SALT_BYTES, 1);
    private final byte[] receiverSalt = bytes(SealedStream.SALT_BYTES, 2);

    /** How the script ended, and what it printed. */
    private record Run(int exitCode, byte[] output) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 65_537, 300_000})
    void scriptOpensWhatIsSealedHere(int size) throws Exception {
        byte[] data = bytes(size, 3);
        Run run = open(chunks(data));
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).isEqualTo(data);
    }

    @Test
    void scriptRefusesWhatIsRefusedHere() throws Exception {
        List<byte[]> chunks = chunks(bytes(300_000, 4));
        assertThat(open(chunks.subList(0, 4)).exitCode()).isEqualTo(1);
        assertThat(open(List.of(chunks.get(1), chunks.get(0))).exitCode()).isEqualTo(1);
        assertThat(open(List.of(chunks.get(4))).exitCode()).isEqualTo(1);
        List<byte[]> oneMore = new ArrayList<>(chunks);
        oneMore.add(chunks.get(4));
        assertThat(open(oneMore).exitCode()).isEqualTo(1);
    }

    private List<byte[]> chunks(byte[] data) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        SealedStreamWriter writer =
                new SealedStreamWriter(SealedStream.key(shared, senderSalt, receiverSalt), chunks::add);
        writer.write(data);
        writer.finish();
        return chunks;
    }

    private Run open(List<byte[]> chunks) throws IOException, InterruptedException {
        Path key = folder.resolve("key");
        Files.writeString(key, shared.text() + "\n");
        Path frames = folder.resolve("frames");
        Files.write(frames, framed(chunks));
        Path output = folder.resolve("output");
        HexFormat hex = HexFormat.of();
        Process process = Python.script(SCRIPT, key.toString(), hex.formatHex(senderSalt), hex.formatHex(receiverSalt))
                .redirectInput(frames.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Run(process.waitFor(), Files.readAllBytes(output));
    }

    private static byte[] framed(List<byte[]> chunks) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(frames, FrameEncoding.BINARY);
        for (byte[] chunk : chunks) {
            writer.write(chunk);
        }
        return frames.toByteArray();
    }

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}

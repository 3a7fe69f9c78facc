package dev.netkit.common.crypto;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * How many binary tokens of a chunk's length netkit makes and opens: what a sealed stream is measured by. As many
 * different ones as that has chunks, because one and the same stays in the processor's cache.
 */
@State(Scope.Thread)
public class BinaryTokenBenchmark {
    private final Fernet fernet = new Fernet(Samples.key());
    private final byte[] plaintext = Samples.bytes(SealedStream.CHUNK_BYTES);
    private final List<byte[]> tokens = new ArrayList<>();
    private int next;

    public BinaryTokenBenchmark() {
        for (int i = 0; i < StreamBenchmark.CHUNKS; i++) {
            tokens.add(fernet.encryptBinary(plaintext));
        }
    }

    @Benchmark
    public byte[] encrypt() {
        return fernet.encryptBinary(plaintext);
    }

    @Benchmark
    public byte[] decrypt() throws InvalidTokenException {
        next = (next + 1) % tokens.size();
        return fernet.decryptBinary(tokens.get(next));
    }
}

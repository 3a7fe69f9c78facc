package dev.netkit.common.crypto;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How many binary tokens of a chunk's length netkit makes and opens: what a sealed stream is measured by. */
@State(Scope.Thread)
public class BinaryTokenBenchmark {
    private final Fernet fernet = new Fernet(Samples.key());
    private final byte[] plaintext = Samples.bytes(SealedStream.CHUNK_BYTES);
    private final byte[] token = fernet.encryptBinary(plaintext);

    @Benchmark
    public byte[] encrypt() {
        return fernet.encryptBinary(plaintext);
    }

    @Benchmark
    public byte[] decrypt() throws InvalidTokenException {
        return fernet.decryptBinary(token);
    }
}

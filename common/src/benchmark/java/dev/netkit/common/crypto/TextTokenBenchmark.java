package dev.netkit.common.crypto;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How many tokens a second netkit makes and opens as text. */
@State(Scope.Thread)
public class TextTokenBenchmark {
    /** The plaintext's length in bytes. */
    @Param("64")
    public int size;

    private final Fernet fernet = new Fernet(Samples.key());
    private byte[] plaintext;
    private byte[] token;

    @Setup
    public void prepare() {
        plaintext = Samples.bytes(size);
        token = fernet.encrypt(plaintext);
    }

    @Benchmark
    public byte[] encrypt() {
        return fernet.encrypt(plaintext);
    }

    @Benchmark
    public byte[] decrypt() throws InvalidTokenException {
        return fernet.decrypt(token);
    }
}

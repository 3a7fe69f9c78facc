package dev.netkit.common.crypto;

import com.macasaet.fernet.Key;
import com.macasaet.fernet.Token;
import com.macasaet.fernet.Validator;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.TemporalAmount;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same as {@link TextTokenBenchmark} with fernet-java8, the library that Java programs use. */
@State(Scope.Thread)
public class LibraryTokenBenchmark {
    /** The plaintext's length in bytes. */
    @Param("64")
    public int size;

    private final FernetKey netkitKey = Samples.key();
    private final Key key = new Key(netkitKey.text());
    private final SecureRandom random = new SecureRandom();
    private final Validator<byte[]> validator = new Plain();
    private byte[] plaintext;
    private String token;

    @Setup
    public void prepare() {
        plaintext = Samples.bytes(size);
        token = new String(new Fernet(netkitKey).encrypt(plaintext), StandardCharsets.US_ASCII);
    }

    @Benchmark
    public String encrypt() {
        return Token.generate(random, key, plaintext).serialise();
    }

    @Benchmark
    public byte[] decrypt() {
        return Token.fromString(token).validateAndDecrypt(key, validator);
    }

    /** Takes the bytes as they are, of a token that outlives every run. */
    private static final class Plain implements Validator<byte[]> {
        @Override
        public TemporalAmount getTimeToLive() {
            return Duration.ofDays(1);
        }

        @Override
        public Function<byte[], byte[]> getTransformer() {
            return Function.identity();
        }
    }
}

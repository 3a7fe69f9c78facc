package dev.netkit.common.crypto;

import java.security.SecureRandom;
import java.util.Random;

/** Keys and plaintexts for the benchmarks. */
final class Samples {
    private Samples() {}

    static FernetKey key() {
        return FernetKey.generate(new SecureRandom());
    }

    /** The same bytes in every run. */
    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}

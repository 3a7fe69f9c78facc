package dev.netkit.common.crypto;

import java.security.SecureRandom;

/** Random IVs, drawn many at a time: a draw costs as much as encrypting a small token. For one thread at a time. */
final class IvSource {
    private static final int IVS_PER_DRAW = 256;

    private final SecureRandom random;
    private final byte[] drawn = new byte[IVS_PER_DRAW * TokenFormat.BLOCK_BYTES];
    private int used = drawn.length;

    IvSource(SecureRandom random) {
        this.random = random;
    }

    /** Puts a fresh IV into a token. */
    void next(byte[] token) {
        if (used == drawn.length) {
            random.nextBytes(drawn);
            used = 0;
        }
        System.arraycopy(drawn, used, token, TokenFormat.IV_OFFSET, TokenFormat.BLOCK_BYTES);
        used += TokenFormat.BLOCK_BYTES;
    }
}

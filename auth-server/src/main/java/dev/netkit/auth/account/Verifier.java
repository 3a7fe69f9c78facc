package dev.netkit.auth.account;

/**
 * What a server keeps of a password (RFC 5802, section 3): it tells whether somebody knows the password, and does not let
 * whoever steals it log in, unless a login was overheard as well (RFC 5802, section 9).
 *
 * @param salt {@value #SALT_BYTES} bytes, as many for everybody, so that unknown names look like known ones
 * @param iterations of PBKDF2, {@value #FEWEST_ITERATIONS} to {@value #MOST_ITERATIONS}
 * @param storedKey 32 bytes, H(ClientKey)
 * @param serverKey 32 bytes
 */
public record Verifier(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    public static final int FEWEST_ITERATIONS = 4_096;
    public static final int MOST_ITERATIONS = 10_000_000;
    public static final int DEFAULT_ITERATIONS = 600_000;
    public static final int SALT_BYTES = 16;

    private static final int KEY_BYTES = 32;

    /** Whether guessing the password costs as much as is asked for, and no client is kept busy for minutes. */
    public boolean hasFairIterations() {
        return areFair(iterations);
    }

    /** The same of a number that is in no verifier yet. */
    public static boolean areFair(int iterations) {
        return iterations >= FEWEST_ITERATIONS && iterations <= MOST_ITERATIONS;
    }

    /** Whether salt and keys have possible lengths. */
    public boolean isWellFormed() {
        return salt.length == SALT_BYTES && storedKey.length == KEY_BYTES && serverKey.length == KEY_BYTES;
    }
}

package dev.netkit.auth;

import java.security.SecureRandom;

/** Passwords that are given to people on paper and changed at the first login: easy to read, impossible to guess. */
public final class OneTimePassword {
    /** Without letters and digits that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 3;
    private static final int LETTERS = 4;

    private OneTimePassword() {}

    /** Three groups of four, of more than 10^17 possible ones. */
    public static String generate(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * LETTERS; i++) {
            if (i > 0 && i % LETTERS == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}

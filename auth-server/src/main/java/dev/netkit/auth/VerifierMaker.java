package dev.netkit.auth;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import dev.netkit.auth.account.Verifier;
import java.security.SecureRandom;

/** Turns passwords into what a server keeps of them. Each takes a good part of a second, by intention. */
public final class VerifierMaker {
    private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_256;

    private final SecureRandom random = new SecureRandom();

    /** The verifier of a prepared password, with a new salt. */
    public Verifier make(char[] prepared, int iterations) {
        byte[] salt = new byte[Verifier.SALT_BYTES];
        random.nextBytes(salt);
        byte[] salted =
                ScramFunctions.saltedPassword(MECHANISM, StringPreparation.NO_PREPARATION, prepared, salt, iterations);
        byte[] storedKey = ScramFunctions.storedKey(MECHANISM, ScramFunctions.clientKey(MECHANISM, salted));
        return new Verifier(salt, iterations, storedKey, ScramFunctions.serverKey(MECHANISM, salted));
    }
}

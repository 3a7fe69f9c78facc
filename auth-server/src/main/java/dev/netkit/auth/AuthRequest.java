package dev.netkit.auth;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.netkit.auth.account.Verifier;
import java.util.Optional;

/** What a client asks (docs/protocol.md, "Authentication"). */
sealed interface AuthRequest {
    /** Makes an account; the verifier is what the password was turned into. */
    @JsonTypeName("register")
    record Register(String username, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey)
            implements AuthRequest {
        Verifier verifier() {
            return new Verifier(salt, iterations, storedKey, serverKey);
        }
    }

    /** A message of RFC 5802: client-first, then client-final. */
    @JsonTypeName("scram")
    record Scram(String message) implements AuthRequest {}

    /** Whose session is it? */
    @JsonTypeName("whoami")
    record Whoami(String token) implements AuthRequest {}

    /** A new token for the session. */
    @JsonTypeName("renew")
    record Renew(String token) implements AuthRequest {}

    /** Ends the session; {@code all}: every one of its user. */
    @JsonTypeName("logout")
    record Logout(String token, Optional<Boolean> all) implements AuthRequest {}

    /** Another password; ends every session of the user. */
    @JsonTypeName("passwd")
    record Passwd(String token, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey)
            implements AuthRequest {
        Verifier verifier() {
            return new Verifier(salt, iterations, storedKey, serverKey);
        }
    }
}

package dev.netkit.auth;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.Optional;

/** What an authentication server answers (docs/protocol.md, "Authentication"). */
sealed interface AuthReply {
    /** The account is there, or has its new password; it is on disk. */
    @JsonTypeName("registered")
    record Registered(String username) implements AuthReply {}

    /** server-first of RFC 5802. */
    @JsonTypeName("scram")
    record Scram(String message) implements AuthReply {}

    /**
     * Somebody has logged in, or has a new token.
     *
     * @param message server-final of RFC 5802, after a login
     * @param change whether the password was given by somebody else and is to be changed
     */
    @JsonTypeName("session")
    record Session(String token, String username, Instant expires, Optional<String> message, Optional<Boolean> change)
            implements AuthReply {}

    /** Whose session it is, and how long it lasts if it is used no more. */
    @JsonTypeName("user")
    record User(String username, Instant expires) implements AuthReply {}

    /** The session has ended. */
    @JsonTypeName("bye")
    record Bye() implements AuthReply {}
}

package dev.netkit.auth;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that happened to an account.
 *
 * @param denial why a login was denied, which its client is never told
 * @param took what this side took for the answers of a login that went well
 */
public record AuthEvent(
        InetSocketAddress peer, Kind kind, String username, Optional<Denial> denial, Optional<Duration> took) {
    /** What happened. */
    public enum Kind {
        REGISTERED("registered"),
        LOGGED_IN("logged in"),
        DENIED("denied"),
        LOGGED_OUT("logged out"),
        PASSWORD_CHANGED("changed the password");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** In a few words, for people. */
        public String text() {
            return text;
        }
    }

    /** Why a login was denied. */
    public enum Denial {
        UNKNOWN_NAME("unknown-name"),
        WRONG_PASSWORD("wrong-password"),
        DISABLED("disabled"),
        TOO_LATE("too-late");

        private final String word;

        Denial(String word) {
            this.word = word;
        }

        /** As a lower-case word with hyphens, for programs. */
        public String word() {
            return word;
        }
    }

    static AuthEvent of(InetSocketAddress peer, Kind kind, String username) {
        return new AuthEvent(peer, kind, username, Optional.empty(), Optional.empty());
    }

    static AuthEvent denied(InetSocketAddress peer, String username, Denial denial) {
        return new AuthEvent(peer, Kind.DENIED, username, Optional.of(denial), Optional.empty());
    }

    static AuthEvent loggedIn(InetSocketAddress peer, String username, Duration took) {
        return new AuthEvent(peer, Kind.LOGGED_IN, username, Optional.empty(), Optional.of(took));
    }
}

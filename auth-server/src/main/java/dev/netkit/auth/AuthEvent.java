package dev.netkit.auth;

import java.net.InetSocketAddress;

/** Something that happened to an account. */
public record AuthEvent(InetSocketAddress peer, Kind kind, String username) {
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
}

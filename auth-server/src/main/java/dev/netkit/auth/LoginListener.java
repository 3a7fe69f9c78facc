package dev.netkit.auth;

import java.io.IOException;

/** Is told each message of a login as it goes, for those who want to see how it works. */
@FunctionalInterface
public interface LoginListener {
    /** Who sent a message, and which it is. */
    enum Step {
        CLIENT_FIRST,
        SERVER_FIRST,
        CLIENT_FINAL,
        SERVER_FINAL
    }

    void on(Step step, String message) throws IOException;

    /** Hears nothing. */
    LoginListener NONE = (step, message) -> {};
}

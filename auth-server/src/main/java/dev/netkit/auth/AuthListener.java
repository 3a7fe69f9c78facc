package dev.netkit.auth;

/** Is told what happens to accounts, by many threads at once. */
@FunctionalInterface
public interface AuthListener {
    void on(AuthEvent event);
}

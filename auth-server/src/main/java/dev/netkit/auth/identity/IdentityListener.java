package dev.netkit.auth.identity;

/** Is told who comes, by many threads at once. */
@FunctionalInterface
public interface IdentityListener {
    void on(IdentityEvent event);
}

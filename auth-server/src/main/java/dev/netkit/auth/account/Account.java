package dev.netkit.auth.account;

/**
 * An account as it is stored.
 *
 * @param name as it is shown
 * @param verifier what is kept of the password
 * @param disabled whether nobody can log in
 * @param mustChange whether the password was given by somebody else and is to be changed
 */
public record Account(long id, String name, Verifier verifier, boolean disabled, boolean mustChange) {}

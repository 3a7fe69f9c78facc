package dev.netkit.auth.store;

/**
 * A session as it is stored; times in milliseconds since 1970.
 *
 * @param sid digest of its number, which is in the tokens only
 */
public record SessionRow(String sid, long accountId, long created, long lastUsed) {}

package dev.netkit.auth.store;

/**
 * A session as it is stored; times in milliseconds since 1970.
 *
 * @param sid digest of its number, which is in the tokens only
 * @param expires when it is over by the limits of every server that it was used on
 */
public record SessionRow(String sid, long accountId, long created, long lastUsed, long expires) {}

package dev.netkit.auth.store;

/**
 * A session as it is stored; times in milliseconds since 1970.
 *
 * @param sid its number, random; of no use to anybody without the server's key
 */
public record SessionRow(String sid, long accountId, long created, long lastUsed) {}

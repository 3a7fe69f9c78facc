package dev.netkit.discovery.scan;

/**
 * Who answered a handshake, and shares the key.
 *
 * @param userID what it calls itself
 * @param isFresh whether it answered this question; else it knows no nonce, and somebody without the key may have repeated
 *     what it said to another one within the last minute
 */
public record Handshake(String userID, boolean isFresh) {}

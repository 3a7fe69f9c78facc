/**
 * Fernet, the public token format (version 0x80), and what netkit builds on it: sealed messages that are good once, and
 * sealed streams. Over {@code javax.crypto} only; knows nothing of frames, JSON or sockets.
 */
package dev.netkit.common.crypto;

/**
 * Connections to a server: TCP, or a WebSocket of the JDK's client. Nothing here knows what is said on a {@link
 * dev.netkit.chat.client.line.Line}, or whether another one will follow it.
 */
package dev.netkit.chat.client.line;

/**
 * Native messages as they are on the wire, for both ends: what a client says ({@link dev.netkit.chat.wire.ChatRequest}),
 * what it hears ({@link dev.netkit.chat.wire.ChatReply}), what an envelope has room for besides its text, and what both
 * ends know beforehand. Nothing here knows a connection, or what comes of a message.
 */
package dev.netkit.chat.wire;

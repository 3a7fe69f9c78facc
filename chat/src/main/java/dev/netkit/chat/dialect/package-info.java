/**
 * The ways to speak with the server, one {@link dev.netkit.chat.dialect.Dialect} each: native messages in frames, JIM, and
 * HTTP with its WebSockets, plain or sealed. Each has a conversation, which turns what is asked into calls of a {@link
 * dev.netkit.chat.hall.Participant}, and an encoder, which has the words for what is told. Nothing here decides who may do
 * what, or what is told to whom.
 */
package dev.netkit.chat.dialect;

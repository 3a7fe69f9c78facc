/**
 * The way of bytes to whoever is slow or quick to read them: a log for all ({@link dev.netkit.chat.delivery.FrameLog}), how
 * far each reader has come in it ({@link dev.netkit.chat.delivery.Feed}), and one thread a connection that writes ({@link
 * dev.netkit.chat.delivery.MemberWriter}). Nothing here knows what the bytes say, who said it, or what a room is.
 */
package dev.netkit.chat.delivery;

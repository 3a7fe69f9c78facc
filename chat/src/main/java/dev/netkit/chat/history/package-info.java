/**
 * What a room keeps: the last messages in memory ({@link dev.netkit.chat.history.RoomMemory}), and what outlasts the room
 * ({@link dev.netkit.chat.history.RoomStore}): nothing, or a file of lines in a folder. From it comes what somebody has
 * missed. Nothing here knows who is in a room, when it ends, or who is told what.
 */
package dev.netkit.chat.history;

/**
 * Rooms: who sits in each, and what is said there. A {@link dev.netkit.chat.room.Draft} comes to a {@link
 * dev.netkit.chat.room.Publisher}, which has the {@link dev.netkit.chat.room.Room} number it and tell everybody, before or
 * after it is stored; a {@link dev.netkit.chat.room.Member} is whoever is told. Nothing here knows which other rooms there
 * are, who may ask for what, or any dialect's words.
 */
package dev.netkit.chat.room;

/**
 * The client's half of chat: one conversation that outlives its connections, in the dialect that the server speaks. What
 * carries it is in {@code line}, how it is spoken in {@code dialect}; here is what outlives both.
 */
package dev.netkit.chat.client;

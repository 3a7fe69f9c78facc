/** The client's half of chat: one conversation that outlives its connections, in the dialect that the server speaks. */
package dev.netkit.chat.client;

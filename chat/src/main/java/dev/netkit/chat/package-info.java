/**
 * Chat: rooms whose messages are numbered, kept, and told to everybody in them, whatever dialect each speaks. {@link
 * dev.netkit.chat.ChatServer} is the entrance. A message comes in by a {@code dialect}, which asks the {@code hall}; its
 * {@code room} numbers it, has it kept in the {@code history}, and gives it to {@code delivery}, which brings it to each
 * member. {@code talk} is what all of them speak of; {@code wire}, {@code jim} and {@code web} are what it looks like on the
 * way. The {@code client} is the other end, and knows nothing of the server.
 */
package dev.netkit.chat;

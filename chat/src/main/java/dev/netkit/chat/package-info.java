/**
 * Chat: rooms whose messages are numbered, kept, and told to everybody in them, whatever dialect each speaks. {@link
 * dev.netkit.chat.ChatServer} is the entrance.
 */
package dev.netkit.chat;

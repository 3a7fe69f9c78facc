/**
 * HTTP and WebSocket (RFC 9110, RFC 9112, RFC 6455) as far as the chat needs them, spoken by Netty's codecs as an engine
 * without sockets: bytes in, messages out, and back. Nothing here knows a room.
 */
package dev.netkit.chat.web;

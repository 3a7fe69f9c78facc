/**
 * JIM, JSON instant messaging (docs/protocol.md, "JIM"): objects back to back without any frame around them. Both ends
 * read them with {@link dev.netkit.chat.jim.JimObjects}.
 */
package dev.netkit.chat.jim;

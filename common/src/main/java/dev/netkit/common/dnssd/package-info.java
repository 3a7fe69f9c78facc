/**
 * Services that are found without being told where they are: DNS-Based Service Discovery (RFC 6763) over Multicast DNS
 * (RFC 6762), for IPv4. A server announces itself through a {@code ServiceAnnouncement}, a client asks with a {@code
 * ServiceSearch}; the messages, the responder and what a search has found are plain objects without sockets. A {@code
 * PointerQuery} is a message of the same form, to a name server.
 */
package dev.netkit.common.dnssd;

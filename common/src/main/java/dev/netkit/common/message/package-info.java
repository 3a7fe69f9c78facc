/**
 * JSON messages: records of one sealed family to the payload of a frame and back, sealed where there is a key. Composes
 * framing, crypto and sockets, which do not know each other.
 */
package dev.netkit.common.message;

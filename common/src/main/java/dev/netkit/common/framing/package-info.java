/**
 * Length-prefixed frames in two encodings, over plain streams (docs/protocol.md, "Frames"). {@link
 * dev.netkit.common.framing.FrameEncoding} is the format, {@link dev.netkit.common.framing.FrameReader} and {@link
 * dev.netkit.common.framing.FrameWriter} the two directions. A leaf: nothing here knows a socket, a message or a key.
 */
package dev.netkit.common.framing;

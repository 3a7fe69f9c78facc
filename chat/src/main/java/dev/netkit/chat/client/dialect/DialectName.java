package dev.netkit.chat.client.dialect;

/** The dialects that a client speaks (docs/protocol.md, "Chat"). */
public enum DialectName {
    /** netkit's own; a server that turns out to know three types only is spoken to in those. */
    NATIVE,
    /** Frames with {@code hello}, {@code text} and {@code message}, and nothing else. */
    THREE_TYPES,
    /** JIM, where {@code msg} carries {@code message}. */
    JIM_A,
    /** JIM, where {@code message} carries {@code mess_text}. */
    JIM_B
}

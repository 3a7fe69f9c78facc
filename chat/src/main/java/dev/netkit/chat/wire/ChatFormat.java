package dev.netkit.chat.wire;

/** What both ends of a chat know before either has said anything (docs/protocol.md, "Chat"). */
public final class ChatFormat {
    public static final int DEFAULT_PORT = 7777;

    /** Where everybody is who does not say otherwise. */
    public static final String LOBBY = "lobby";

    /** The longest text, in bytes of UTF-8. */
    public static final int MAX_CONTENT = 64 * 1024;

    /** The largest message of a WebSocket client, in bytes of JSON: the longest text, and what is around it. */
    public static final int WEB_MESSAGE_LIMIT = 6 * MAX_CONTENT + 4096;

    private ChatFormat() {}
}

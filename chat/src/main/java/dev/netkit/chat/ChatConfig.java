package dev.netkit.chat;

import dev.netkit.chat.hall.ChatRules;
import dev.netkit.chat.web.WebNames;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.TcpServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a chat server works.
 *
 * @param tcp where it listens, and its limits
 * @param messageLimit the largest message of a native client, in bytes of JSON
 * @param keys with which native clients are sealed; none = nothing is, and other dialects may join
 * @param keep whether rooms stay when they are empty
 * @param history where messages are kept; empty = in memory, the last 1 000 of each room
 * @param durable whether a message is on disk before anybody is told of it
 * @param web whether browsers and WebSocket clients may join
 * @param webNames by which browsers may come, besides those that nobody outside can have made
 */
public record ChatConfig(
        TcpServerConfig tcp,
        int messageLimit,
        List<FernetKey> keys,
        boolean keep,
        Optional<Path> history,
        boolean durable,
        boolean web,
        List<String> webNames,
        ChatRules rules) {
    public static final String SERVICE = "chat";

    /** There is none: who is silent in a chat is listening. */
    public static final Duration DEFAULT_IDLE = Duration.ZERO;

    public static final int DEFAULT_MESSAGE_LIMIT = FrameEncoding.DEFAULT_LIMIT;

    public ChatConfig {
        keys = List.copyOf(keys);
        webNames = List.copyOf(webNames);
        new WebNames(webNames); // refuses what is no name
        if (durable && history.isEmpty()) {
            throw new IllegalArgumentException("what is to be durable needs a folder for the history");
        }
    }

    /** The defaults on such addresses. */
    public static ChatConfig of(TcpServerConfig tcp) {
        return new ChatConfig(
                tcp,
                DEFAULT_MESSAGE_LIMIT,
                List.of(),
                false,
                Optional.empty(),
                false,
                true,
                List.of(),
                ChatRules.DEFAULT);
    }
}

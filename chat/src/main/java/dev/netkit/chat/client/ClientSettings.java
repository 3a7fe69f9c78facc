package dev.netkit.chat.client;

import dev.netkit.chat.client.dialect.Speech;
import dev.netkit.chat.client.line.Patience;
import dev.netkit.common.net.Endpoint;
import java.net.URI;
import java.util.Optional;

/**
 * What a conversation begins with: where, who, in which room, how, with how much of the past, and how patiently.
 *
 * @param webSocket the server, where it is spoken to through a WebSocket
 */
public record ClientSettings(
        Endpoint server,
        Optional<URI> webSocket,
        String username,
        String room,
        Speech speech,
        Backlog backlog,
        Patience patience) {
    /** Over TCP alone. */
    public ClientSettings(
            Endpoint server, String username, String room, Speech speech, Backlog backlog, Patience patience) {
        this(server, Optional.empty(), username, room, speech, backlog, patience);
    }
}

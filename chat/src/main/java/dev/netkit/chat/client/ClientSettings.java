package dev.netkit.chat.client;

import dev.netkit.common.net.Endpoint;

/** What a conversation begins with: where, who, in which room, how, with how much of the past, and how patiently. */
public record ClientSettings(
        Endpoint server, String username, String room, Speech speech, Backlog backlog, Patience patience) {}

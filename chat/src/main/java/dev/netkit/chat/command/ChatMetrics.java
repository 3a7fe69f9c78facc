package dev.netkit.chat.command;

import dev.netkit.chat.ChatServer;
import dev.netkit.chat.hall.ChatFigures;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;

/** The chat's figures among the metrics, each read when somebody asks for it. */
final class ChatMetrics {
    private final PrometheusRegistry registry;

    private ChatMetrics(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /** Registers them, and returns the server whose they are. */
    static ChatServer of(PrometheusRegistry registry, ChatServer server) {
        ChatFigures chat = server.figures();
        ChatMetrics metrics = new ChatMetrics(registry);
        metrics.count("netkit_chat_messages", "Texts told to a room, or to one person.", chat::messages);
        metrics.count("netkit_chat_deliveries", "To how many members those were told.", chat::deliveries);
        metrics.gauge("netkit_chat_rooms", "Rooms that there are.", chat::rooms);
        metrics.gauge("netkit_chat_congested_rooms", "Rooms where speakers wait for listeners.", chat::congestedRooms);
        metrics.gauge("netkit_chat_members", "Members who have a name.", chat::members);
        metrics.gauge("netkit_chat_backlog_bytes", "What is told and not yet written to members.", chat::backlog);
        metrics.gauge("netkit_chat_backlog_max_bytes", "That of the member furthest behind.", chat::longestBacklog);
        metrics.gauge("netkit_chat_unwritten_entries", "What waits to be written to the history.", chat::unwritten);
        return server;
    }

    private void count(String name, String help, LongSupplier figure) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(figure.getAsLong()))
                .register(registry);
    }

    private void gauge(String name, String help, LongSupplier figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(figure.getAsLong()))
                .register(registry);
    }
}

package dev.netkit.chat;

import dev.netkit.chat.dialect.ServerPatience;
import dev.netkit.chat.hall.ChatRules;
import dev.netkit.chat.hall.MemberEvent;
import dev.netkit.chat.hall.MemberListener;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.net.ConnectionLimits;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RecordedEvents;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.TcpServerConfig;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A chat server on a free port of loopback, and what it tells. Without a limit for requests, unless a test is about it. */
final class ChatFixture implements Closeable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofMillis(500);

    final RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);
    final List<MemberEvent> told = new CopyOnWriteArrayList<>();
    final ChatServer server;
    private final RunningServer running;

    private ChatFixture(ChatConfig config, Clock clock, ServerPatience patience) throws IOException {
        server = ChatServer.open(config, clock, events, listener(), patience);
        running = RunningServer.start(server);
    }

    private MemberListener listener() {
        return new MemberListener() {
            @Override
            public boolean wanted() {
                return true;
            }

            @Override
            public void on(MemberEvent event) {
                told.add(event);
            }
        };
    }

    static ChatFixture open() throws IOException {
        return open(config());
    }

    static ChatFixture open(ChatConfig config) throws IOException {
        return new ChatFixture(config, Clock.systemUTC(), ServerPatience.USUAL);
    }

    static ChatFixture withPatience(ServerPatience patience) throws IOException {
        return withPatience(config(), patience);
    }

    static ChatFixture withPatience(ChatConfig config, ServerPatience patience) throws IOException {
        return new ChatFixture(config, Clock.systemUTC(), patience);
    }

    static ChatFixture withWebNames(String... names) throws IOException {
        return open(config(List.of(), false, List.of(names), unlimited()));
    }

    /** @param clock of all times that are told */
    static ChatFixture withClock(Clock clock) throws IOException {
        return new ChatFixture(config(), clock, ServerPatience.USUAL);
    }

    static ChatFixture withHistory(Path folder, boolean durable) throws IOException {
        return open(history(folder, durable));
    }

    static ChatFixture withRules(ChatRules rules) throws IOException {
        return open(config(List.of(), false, List.of(), rules));
    }

    static ChatFixture keepingRooms() throws IOException {
        return open(config(List.of(), true, List.of(), unlimited()));
    }

    static ChatFixture sealed(FernetKey key) throws IOException {
        return open(config(List.of(key), false, List.of(), unlimited()));
    }

    /** Cuts a frame, and a write, that takes so long. */
    static ChatFixture withLimit(Duration limit) throws IOException {
        return open(config(tcp().withLimits(new ConnectionLimits(Duration.ZERO, limit, limit))));
    }

    static ChatConfig config() {
        return config(tcp());
    }

    static ChatConfig config(TcpServerConfig tcp) {
        return new ChatConfig(
                tcp,
                ChatConfig.DEFAULT_MESSAGE_LIMIT,
                List.of(),
                false,
                Optional.empty(),
                false,
                true,
                List.of(),
                unlimited());
    }

    private static ChatConfig config(List<FernetKey> keys, boolean keep, List<String> webNames, ChatRules rules) {
        return new ChatConfig(
                tcp(), ChatConfig.DEFAULT_MESSAGE_LIMIT, keys, keep, Optional.empty(), false, true, webNames, rules);
    }

    static ChatConfig history(Path folder, boolean durable) {
        return new ChatConfig(
                tcp(),
                ChatConfig.DEFAULT_MESSAGE_LIMIT,
                List.of(),
                false,
                Optional.of(folder),
                durable,
                true,
                List.of(),
                unlimited());
    }

    static TcpServerConfig tcp() {
        return TcpServerConfig.of(ChatConfig.SERVICE, ListenAddress.loopback(0)).withDrain(DRAIN);
    }

    private static ChatRules unlimited() {
        return new ChatRules(Optional.empty(), 0);
    }

    InetSocketAddress address() {
        return server.address();
    }

    /** Somebody who is in the lobby, and has heard who else is. */
    Chatter chatter(String name) {
        return Chatter.binary(address()).enters(name);
    }

    /** Somebody of JIM who is there. */
    JimPeer jim(String name) {
        return new JimPeer(address()).enters(name);
    }

    @Override
    public void close() {
        running.close();
    }
}

package dev.netkit.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.ChatConfig;
import dev.netkit.chat.ChatServer;
import dev.netkit.chat.hall.MemberListener;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code netkit chat} when netkit's own server puts it out. */
@Timeout(60)
class KickedTest {
    private ChatServer server;
    private RunningServer running;

    @BeforeEach
    void serve() throws IOException {
        ChatConfig config = ChatConfig.of(TcpServerConfig.of(ChatConfig.SERVICE, ListenAddress.loopback(0)));
        server = ChatServer.open(config, Clock.systemUTC(), ServiceListener.NONE, MemberListener.NONE);
        running = RunningServer.start(server);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource({"ws://, /ws", "'', ''"})
    void itIsToldAndThatIsAClearNo(String scheme, String path) {
        ChatSession session = ChatSession.at(scheme + Endpoint.of(running.address()) + path);
        session.awaitErr("in lobby: ann");
        assertThat(server.host().kick("ann")).isTrue();
        assertThat(session.end()).isEqualTo(1);
        assertThat(session.err()).endsWith("netkit: the server has put us out: kicked\n");
    }
}

package dev.netkit.common.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.netkit.common.net.CannotListenException.Reason;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Listening;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.util.SetSystemProperty;

@Timeout(10)
class CannotListenTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Path FIRST_UNPRIVILEGED_PORT = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");

    private final RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);

    @Test
    void busyTcpPortIsNamed() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, LOOPBACK)) {
            CannotListenException e = cannotOpenTcp(ListenAddress.loopback(busy.getLocalPort()));
            assertThat(e.reason()).isEqualTo(Reason.IN_USE);
            assertThat(e.address()).isEqualTo(busy.getLocalSocketAddress());
            assertThat(e)
                    .hasMessageContaining("127.0.0.1:" + busy.getLocalPort())
                    .hasMessageContaining("in use");
        }
        assertThat(events.all(Listening.class)).isEmpty();
    }

    @Test
    void busyPortIsBusyOnEveryAddress() throws IOException {
        try (ServerSocket busy = new ServerSocket(0)) {
            CannotListenException e = cannotOpenTcp(new ListenAddress(Optional.empty(), busy.getLocalPort(), false));
            assertThat(e.reason()).isEqualTo(Reason.IN_USE);
            assertThat(e).hasMessageContaining("port " + busy.getLocalPort());
        }
    }

    @Test
    void busyUdpPortIsNamed() throws IOException {
        try (DatagramSocket busy = new DatagramSocket(0, LOOPBACK)) {
            CannotListenException e = catchThrowableOfType(
                    CannotListenException.class, () -> openUdp(ListenAddress.loopback(busy.getLocalPort())));
            assertThat(e.reason()).isEqualTo(Reason.IN_USE);
            assertThat(e.address()).isEqualTo(busy.getLocalSocketAddress());
        }
        assertThat(events.all(Listening.class)).isEmpty();
    }

    @Test
    void autoPortListensOnALaterTcpPort() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, LOOPBACK)) {
            int wanted = busy.getLocalPort();
            assumeTrue(wanted < Endpoint.MAX_PORT - 100, "room for a later port");
            ListenAddress address = new ListenAddress(Optional.of(LOOPBACK), wanted, true);
            try (RunningServer server = RunningServer.start(openTcp(address))) {
                assertThat(server.address().getPort()).isGreaterThan(wanted);
                assertThat(events.first(Listening.class).address()).isEqualTo(server.address());
                try (PolitePeer peer = PolitePeer.connect(server.address())) {
                    assertThat(peer.exchange("2:hi")).isEqualTo("2:hi");
                }
            }
        }
    }

    @Test
    void autoPortListensOnALaterUdpPort() throws IOException {
        try (DatagramSocket busy = new DatagramSocket(0, LOOPBACK)) {
            int wanted = busy.getLocalPort();
            assumeTrue(wanted < Endpoint.MAX_PORT - 100, "room for a later port");
            ListenAddress address = new ListenAddress(Optional.of(LOOPBACK), wanted, true);
            try (RunningServer server = RunningServer.start(openUdp(address))) {
                assertThat(server.address().getPort()).isGreaterThan(wanted);
                assertThat(events.first(Listening.class).address()).isEqualTo(server.address());
            }
        }
    }

    @Test
    void addressOfAnotherMachineIsNotOurs() throws IOException {
        InetAddress documentation = InetAddress.getByName("192.0.2.1");
        CannotListenException e = cannotOpenTcp(new ListenAddress(Optional.of(documentation), 0, true));
        assertThat(e.reason()).isEqualTo(Reason.NOT_OURS);
        assertThat(e).hasMessageContaining("192.0.2.1").hasMessageContaining("no such address");
    }

    @Test
    void portBelow1024NeedsPrivileges() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "not root");
        assumeTrue(firstUnprivilegedPort() > 7, "the system protects low ports");
        CannotListenException e = cannotOpenTcp(ListenAddress.loopback(7));
        assertThat(e.reason()).isEqualTo(Reason.NOT_PERMITTED);
        assertThat(e).hasMessageContaining("127.0.0.1:7").hasMessageContaining("privileges");
    }

    @Test
    @SetSystemProperty(key = "user.name", value = "ann")
    void ordinaryUsersFailureBelow1024IsAMatterOfPrivileges() throws IOException {
        assumeTrue(firstUnprivilegedPort() > 7, "the system protects low ports");
        assertThat(reasonAt(7)).isEqualTo(Reason.NOT_PERMITTED);
        assertThat(reasonAt(firstUnprivilegedPort())).isEqualTo(Reason.IN_USE);
        assertThat(reasonAt(0)).isEqualTo(Reason.IN_USE);
    }

    @Test
    @SetSystemProperty(key = "user.name", value = "root")
    void rootsFailureBelow1024IsABusyPort() {
        assertThat(reasonAt(7)).isEqualTo(Reason.IN_USE);
    }

    private static Reason reasonAt(int port) {
        return CannotListenException.explain(new InetSocketAddress(LOOPBACK, port), new BindException("no"))
                .reason();
    }

    /** Read in one go, as the kernel wants it. */
    private static int firstUnprivilegedPort() throws IOException {
        if (!Files.exists(FIRST_UNPRIVILEGED_PORT)) {
            return 1_024;
        }
        try (InputStream setting = Files.newInputStream(FIRST_UNPRIVILEGED_PORT)) {
            byte[] digits = new byte[16];
            int length = setting.read(digits);
            return Integer.parseInt(new String(digits, 0, length, US_ASCII).trim());
        }
    }

    private CannotListenException cannotOpenTcp(ListenAddress address) {
        return catchThrowableOfType(CannotListenException.class, () -> openTcp(address));
    }

    private TcpServer openTcp(ListenAddress address) throws IOException {
        return TcpServer.open(TcpServerConfig.of("test", address), new FrameEchoHandler(), events);
    }

    private UdpServer openUdp(ListenAddress address) throws IOException {
        return UdpServer.open("test", address, false, (peer, datagram) -> Optional.of(datagram), events);
    }
}

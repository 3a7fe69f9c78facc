package dev.netkit.discovery.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.cli.CommandSession;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WakeCommandTest {
    private static final String MAC = "00:1a:2b:3c:4d:5e";

    private final CommandSession session = CommandSession.ofPipes();

    @Test
    void theMagicPacketIsSixBytesOfOnesAndTheAddressSixteenTimes() throws IOException {
        try (DatagramSocket sleeper = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            sleeper.setSoTimeout(10_000);
            assertThat(wake(MAC, "--to", "127.0.0.1", "-p", String.valueOf(sleeper.getLocalPort())))
                    .isZero();
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            sleeper.receive(packet);
            assertThat(HexFormat.of().formatHex(Arrays.copyOf(packet.getData(), packet.getLength())))
                    .isEqualTo("ffffffffffff" + "001a2b3c4d5e".repeat(16));
        }
        assertThat(session.err()).isEqualTo("sent to 00:1a:2b:3c:4d:5e, at 1 address\n");
    }

    @Test
    void quietSaysNothing() {
        assertThat(wake(MAC, "--to", "127.0.0.1", "-q")).isZero();
        assertThat(session.err()).isEmpty();
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(wake()).isEqualTo(2);
        assertThat(wake("00:1a:2b:3c:4d", "--to", "127.0.0.1")).isEqualTo(2);
        assertThat(wake(MAC, "--to", "127.0.0.1", "-p", "0")).isEqualTo(2);
        assertThat(session.err()).contains("'00:1a:2b:3c:4d' is not a hardware address such as 00:1a:2b:3c:4d:5e");
    }

    @Test
    void aNameWhoseAddressNobodyKnowsIsACleanNo() {
        assertThat(wake("localhost", "--to", "127.0.0.1")).isEqualTo(1);
        assertThat(session.err())
                .isEqualTo("netkit: the hardware address of 'localhost' is not known\n"
                        + "        give the address, or write it into /etc/ethers: 00:1a:2b:3c:4d:5e localhost\n");
    }

    private int wake(String... args) {
        return session.run(WakeCommand::new, args);
    }
}

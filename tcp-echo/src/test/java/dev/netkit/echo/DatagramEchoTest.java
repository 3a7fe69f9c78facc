package dev.netkit.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.net.ServiceMeter;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DatagramEchoTest {
    private static final ByteBuffer DATAGRAM = ByteBuffer.allocate(3);

    @Test
    void aSenderOnAnEchoPortIsNotAnswered() {
        DatagramEcho echo = new DatagramEcho(ServiceMeter.NONE);
        echo.listensOn(40_000);
        assertThat(echo.answer(from(40_000), DATAGRAM)).isEmpty();
        assertThat(echo.answer(from(9090), DATAGRAM)).isEmpty();
        assertThat(echo.answer(from(7), DATAGRAM)).isEmpty();
        assertThat(echo.answer(from(40_001), DATAGRAM)).contains(DATAGRAM);
    }

    private static InetSocketAddress from(int port) {
        return InetSocketAddress.createUnresolved("peer", port);
    }
}

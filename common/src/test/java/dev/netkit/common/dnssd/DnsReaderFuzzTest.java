package dev.netkit.common.dnssd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** Any bytes as a message: only the one refusal may come out, and who hears the message is never led astray. */
class DnsReaderFuzzTest {
    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), MulticastLink.PORT);
    private static final DnsName HOST = DnsName.of("h", "local");

    @FuzzTest
    void anyBytesAreAMessageOrRefused(byte[] datagram) throws DnsException {
        DnsMessage message;
        try {
            message = DnsReader.read(ByteBuffer.wrap(datagram));
        } catch (DnsException e) {
            assertThat(e.getMessage()).isNotNull();
            return;
        }
        assertThat(DnsReader.read(ByteBuffer.wrap(DnsWriter.write(message)))).isEqualTo(message);
        hear(message);
    }

    private static void hear(DnsMessage message) {
        Findings findings = new Findings(EnumSet.allOf(ServiceType.class));
        for (FoundService found : findings.learn(message, PEER.getAddress(), address -> true)) {
            assertThat(found.address().getPort()).isPositive();
        }
        assertThat(findings.missing()).isNotNull();
        Responder responder = new Responder(
                attempt -> new ServiceRecords(
                        ServiceRecords.instance("a" + attempt, ServiceType.ECHO), ServiceType.ECHO, 1, HOST, List.of()),
                new Random(1),
                () -> 0);
        responder.receive(message, PEER);
        responder.due();
    }
}

package dev.netkit.common.dnssd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.net.Subnet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsTest {
    private static final DnsName TYPE = ServiceType.ECHO.domain();
    private static final DnsName LAB = DnsName.of("lab").below(TYPE);
    private static final DnsName HOST = DnsName.of("h", "local");
    private static final InetAddress PEER = address("192.0.2.9");
    private static final Predicate<InetAddress> NEAR =
            address -> Stream.of(new Subnet(address("192.0.2.77"), 24), new Subnet(address("2001:db8::77"), 64))
                    .anyMatch(subnet -> subnet.contains(address));

    private final Findings findings = new Findings(Set.of(ServiceType.ECHO));

    @Test
    void aServiceIsFoundWhenItCanBeReachedAndOnlyOnce() {
        assertThat(learn(pointer(LAB))).isEmpty();
        assertThat(findings.missing()).containsExactly(new DnsQuestion(LAB, DnsType.SRV));
        assertThat(learn(service(9090))).isEmpty();
        assertThat(findings.missing())
                .containsExactly(new DnsQuestion(HOST, DnsType.A), new DnsQuestion(HOST, DnsType.AAAA));
        assertThat(learn(host("192.0.2.1")))
                .containsExactly(new FoundService("lab", ServiceType.ECHO, new InetSocketAddress("192.0.2.1", 9090)));
        assertThat(learn(pointer(LAB), service(9090), host("192.0.2.1"))).isEmpty();
        assertThat(findings.missing()).isEmpty();
        assertThat(findings.known()).extracting(DnsRecord.Pointer::target).containsExactly(LAB);
    }

    @Test
    void theAddressThatTheAnswerCameFromIsTaken() {
        assertThat(learn(pointer(LAB), service(9090), host("2001:db8::1"), host("192.0.2.1"), host("192.0.2.9")))
                .extracting(found -> found.address().getAddress())
                .containsExactly(PEER);
    }

    @Test
    void elseIpv4GoesBeforeIpv6() {
        assertThat(learn(pointer(LAB), service(9090), host("2001:db8::1"), host("192.0.2.1")))
                .extracting(found -> found.address().getAddress())
                .containsExactly(address("192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "224.0.0.1", "::1", "::", "ff02::1", "fe80::1"})
    void nobodyIsAtAnAddressThatIsNoHosts(String address) {
        assertThat(learn(pointer(LAB), service(9090), host(address))).isEmpty();
    }

    /** A client that follows it would give a stranger its name and password. */
    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "192.0.3.1", "10.0.0.1", "169.254.0.1", "2001:db8:0:1::1", "::ffff:8.8.8.8"})
    void aNeighbourSendsNobodyElsewhere(String address) {
        assertThat(learn(pointer(LAB), service(9090), host(address))).isEmpty();
        assertThat(findings.missing()).isEmpty();
        assertThat(learn(host("192.0.2.1")))
                .extracting(found -> found.address().getAddress())
                .containsExactly(address("192.0.2.1"));
    }

    @Test
    void whoeverAnnouncesItselfMayBeAnywhere() {
        InetAddress elsewhere = address("203.0.113.7");
        DnsMessage itself = DnsMessage.response(List.of(pointer(LAB), service(9090), host("203.0.113.7")), List.of());
        assertThat(findings.learn(itself, elsewhere, NEAR)).hasSize(1);
    }

    @Test
    void thisMachineMayBeAtItsOwn() {
        DnsMessage own = DnsMessage.response(List.of(pointer(LAB), service(9090), host("127.0.0.1")), List.of());
        assertThat(findings.learn(own, address("127.0.0.1"), new Subnet(address("127.0.0.1"), 8)::contains))
                .hasSize(1);
    }

    @Test
    void whatIsNotLookedForIsPassedOver() {
        DnsName chat = ServiceType.CHAT.domain();
        DnsName other = DnsName.of("lab").below(chat);
        assertThat(learn(new DnsRecord.Pointer(chat, 1, other), service(other, 1), host("192.0.2.1")))
                .isEmpty();
        assertThat(learn(new DnsRecord.Pointer(TYPE, 1, other), service(other, 1)))
                .isEmpty();
        assertThat(learn(service(9090))).isEmpty();
        assertThat(learn(pointer(LAB), service(0))).isEmpty();
    }

    @Test
    void aQuestionTeachesNothing() {
        DnsMessage query = DnsMessage.query(List.of(), List.of(pointer(LAB)));
        assertThat(findings.learn(query, PEER, NEAR)).isEmpty();
        assertThat(findings.missing()).isEmpty();
    }

    @Test
    void whoHasLeftIsNotAskedForAnyMore() {
        learn(pointer(LAB));
        learn(pointer(LAB).withTtl(0));
        assertThat(findings.missing()).isEmpty();
    }

    @Test
    void aFloodIsBounded() {
        List<DnsRecord> flood = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            DnsName instance = DnsName.of("n" + i).below(TYPE);
            flood.add(pointer(instance));
            flood.add(new DnsRecord.Service(instance, 1, 0, 0, 1, DnsName.of("h" + i)));
            flood.add(new DnsRecord.Address(DnsName.of("h" + i), 1, PEER));
            flood.add(new DnsRecord.Address(HOST, 1, address("10.0." + i / 256 + "." + i % 256)));
        }
        assertThat(findings.learn(DnsMessage.response(flood, List.of()), PEER, NEAR))
                .hasSizeLessThanOrEqualTo(Findings.MOST_SERVICES)
                .hasSizeGreaterThan(Findings.MOST_SERVICES / 2);
    }

    @Test
    void whoComesAndGoesWithoutEndIsBoundedToo() {
        int found = 0;
        for (int i = 0; i < 3_000; i++) {
            DnsName instance = DnsName.of("n" + i).below(TYPE);
            found += learn(pointer(instance), service(instance, 1), host("192.0.2.1"))
                    .size();
            learn(pointer(instance).withTtl(0));
        }
        assertThat(found).isEqualTo(Findings.MOST_SERVICES);
    }

    private List<FoundService> learn(DnsRecord... records) {
        return findings.learn(DnsMessage.response(List.of(records), List.of()), PEER, NEAR);
    }

    private static DnsRecord.Pointer pointer(DnsName instance) {
        return new DnsRecord.Pointer(TYPE, 4500, instance);
    }

    private static DnsRecord service(int port) {
        return service(LAB, port);
    }

    private static DnsRecord service(DnsName instance, int port) {
        return new DnsRecord.Service(instance, 120, 0, 0, port, HOST);
    }

    private static DnsRecord host(String address) {
        return new DnsRecord.Address(HOST, 120, address(address));
    }

    private static InetAddress address(String text) {
        return new InetSocketAddress(text, 0).getAddress();
    }
}

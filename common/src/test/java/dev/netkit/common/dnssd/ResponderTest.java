package dev.netkit.common.dnssd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResponderTest {
    private static final ServiceType TYPE = ServiceType.ECHO;
    private static final DnsName TYPE_NAME = DnsName.of("_netkit-echo", "_tcp", "local");
    private static final DnsName LAB = DnsName.of("lab").below(TYPE_NAME);
    private static final DnsName LAB_2 = DnsName.of("lab (2)").below(TYPE_NAME);
    private static final DnsName HOST = DnsName.of("h-1", "local");
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.9", 5353);
    private static final InetSocketAddress LEGACY = new InetSocketAddress("192.0.2.9", 40_000);
    private static final DnsMessage TYPE_QUERY = query(TYPE_NAME, DnsType.PTR);

    private long now = 5;
    private final Responder responder = responder("lab", 9090);

    @Test
    void aNameIsProbedThreeTimesAndThenAnnouncedTwice() {
        List<Long> times = new ArrayList<>();
        List<DnsMessage> sent = new ArrayList<>();
        while (responder.nextDue() != Long.MAX_VALUE) {
            now = responder.nextDue();
            for (Outgoing outgoing : responder.due()) {
                times.add(now / 1_000_000);
                sent.add(outgoing.message());
            }
        }
        assertThat(sent).extracting(DnsMessage::isResponse).containsExactly(false, false, false, true, true);
        long first = times.get(0);
        assertThat(first).isBetween(0L, 250L);
        assertThat(times).containsExactly(first, first + 250, first + 500, first + 750, first + 1750);
        assertThat(sent.get(0).questions())
                .containsExactly(new DnsQuestion(LAB, DnsType.ANY), new DnsQuestion(HOST, DnsType.ANY));
        assertThat(sent.get(0).authorities()).contains(service(LAB, 9090, HOST));
        assertThat(sent.get(3).answers())
                .contains(
                        new DnsRecord.Pointer(TYPE_NAME, 4500, LAB),
                        new DnsRecord.Pointer(ServiceType.ALL_TYPES, 4500, TYPE_NAME),
                        service(LAB, 9090, HOST),
                        new DnsRecord.Address(HOST, 120, address()));
    }

    @Test
    void whoIsAskedForIsToldWithAllThatIsNeeded() {
        announce(responder);
        responder.receive(TYPE_QUERY, PEER);
        DnsMessage answer = next(responder);
        assertThat(answer.answers()).containsExactly(new DnsRecord.Pointer(TYPE_NAME, 4500, LAB));
        assertThat(answer.additionals())
                .contains(service(LAB, 9090, HOST), new DnsRecord.Address(HOST, 120, address()));
    }

    @Test
    void anAnswerWaitsALittleSoThatManyDoNotSpeakAtOnce() {
        announce(responder);
        responder.receive(TYPE_QUERY, PEER);
        assertThat(Duration.ofNanos(responder.nextDue() - now))
                .isBetween(Duration.ofMillis(20), Duration.ofMillis(120));
    }

    @Test
    void floodedWithQuestionsItAnswersOnceASecond() {
        announce(responder);
        int answers = 0;
        long end = now + Duration.ofSeconds(10).toNanos();
        for (; now < end; now += Duration.ofMillis(1).toNanos()) {
            responder.receive(TYPE_QUERY, PEER);
            answers += responder.due().size();
        }
        assertThat(answers).isBetween(9, 10);
    }

    @Test
    void floodedByLegacyQueriersItAnswersTwentyASecond() {
        announce(responder);
        int answers = 0;
        for (int i = 0; i < 1_000; i++) {
            answers += responder.receive(TYPE_QUERY, LEGACY).isPresent() ? 1 : 0;
        }
        assertThat(answers).isEqualTo(20);
    }

    @Test
    void whatTheAskerKnowsIsNotSaid() {
        announce(responder);
        DnsRecord.Pointer known = new DnsRecord.Pointer(TYPE_NAME, 4500 / 2, LAB);
        responder.receive(DnsMessage.query(TYPE_QUERY.questions(), List.of(known)), PEER);
        assertThat(responder.nextDue()).isEqualTo(Long.MAX_VALUE);
        responder.receive(DnsMessage.query(TYPE_QUERY.questions(), List.of(known.withTtl(4500 / 2 - 1))), PEER);
        assertThat(next(responder).answers()).hasSize(1);
    }

    @Test
    void aLegacyQuerierIsAnsweredAloneWithItsQuestionAndShortLives() {
        announce(responder);
        DnsMessage query = new DnsMessage(77, false, TYPE_QUERY.questions(), List.of(), List.of(), List.of());
        Outgoing answer = responder.receive(query, LEGACY).orElseThrow();
        assertThat(answer.peer()).hasValue(LEGACY);
        assertThat(answer.message().id()).isEqualTo(77);
        assertThat(answer.message().questions()).isEqualTo(TYPE_QUERY.questions());
        assertThat(answer.message().records()).isNotEmpty().allMatch(record -> record.ttl() <= 10);
    }

    @Test
    void aLegacyQuerierHearsNoQuestionAgainThatIsNotAnswered() {
        announce(responder);
        List<DnsQuestion> questions = new ArrayList<>(TYPE_QUERY.questions());
        questions.addAll(TYPE_QUERY.questions());
        for (int i = 0; i < 300; i++) {
            questions.add(new DnsQuestion(DnsName.of("x".repeat(60) + i, "local"), DnsType.PTR));
        }
        DnsMessage query = new DnsMessage(77, false, questions, List.of(), List.of(), List.of());
        Outgoing answer = responder.receive(query, LEGACY).orElseThrow();
        assertThat(answer.message().questions()).isEqualTo(TYPE_QUERY.questions());
    }

    @Test
    void whoIsNotMeantIsSilent() {
        announce(responder);
        assertThat(responder.receive(query(DnsName.of("_netkit-chat", "_tcp", "local"), DnsType.PTR), LEGACY))
                .isEmpty();
        assertThat(responder.receive(query(LAB, DnsType.A), LEGACY)).isEmpty();
        responder.receive(new DnsMessage(0, true, TYPE_QUERY.questions(), List.of(), List.of(), List.of()), PEER);
        assertThat(responder.nextDue()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void beforeItIsAnnouncedNothingIsAnswered() {
        assertThat(responder.receive(TYPE_QUERY, LEGACY)).isEmpty();
        assertThat(responder.goodbye()).isEmpty();
    }

    @Test
    void aTakenNameGetsANumber() {
        Responder other = responder("lab", 7);
        announce(other);
        now = responder.nextDue();
        DnsMessage probe = next(responder);
        DnsMessage defence = other.receive(probe, PEER).orElseThrow().message();
        responder.receive(defence, PEER);
        assertThat(responder.instance()).isEqualTo(LAB_2);
        announce(responder);
        assertThat(responder.goodbye().orElseThrow().message().answers())
                .contains(new DnsRecord.Pointer(TYPE_NAME, 0, LAB_2))
                .doesNotContain(new DnsRecord.Pointer(TYPE_NAME, 0, LAB));
    }

    @Test
    void ofTwoWhoWantANameAtOnceTheLaterDataHasIt() {
        Responder later = responder("lab", 9091);
        DnsMessage probe = next(responder);
        DnsMessage laterProbe = next(later);
        later.receive(probe, PEER);
        responder.receive(laterProbe, PEER);
        assertThat(Duration.ofNanos(responder.nextDue() - now)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Duration.ofNanos(later.nextDue() - now)).isLessThanOrEqualTo(Duration.ofMillis(250));
        announce(later);
        DnsMessage again = next(responder);
        responder.receive(later.receive(again, PEER).orElseThrow().message(), PEER);
        assertThat(responder.instance()).isEqualTo(LAB_2);
    }

    @Test
    void itsOwnVoiceIsNoContradiction() {
        DnsMessage probe = next(responder);
        responder.receive(probe, PEER);
        announce(responder);
        responder.receive(DnsMessage.response(records("lab", 9090, 1).all(), List.of()), PEER);
        assertThat(responder.instance()).isEqualTo(LAB);
        assertThat(responder.isAnnounced()).isTrue();
    }

    @Test
    void aContradictionLaterOnMakesItProbeAgain() {
        announce(responder);
        responder.receive(DnsMessage.response(records("lab", 7, 1).all(), List.of()), PEER);
        assertThat(responder.isAnnounced()).isFalse();
        assertThat(next(responder).questions()).contains(new DnsQuestion(LAB_2, DnsType.ANY));
    }

    @Test
    void whoContradictsWithoutEndIsTriedMoreSlowly() {
        for (int i = 1; i <= 16; i++) {
            responder.receive(DnsMessage.response(records("lab", 7, i).all(), List.of()), PEER);
        }
        assertThat(Duration.ofNanos(responder.nextDue() - now)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theLeaveOfSomebodyElseIsNoContradiction() {
        responder.receive(DnsMessage.response(records("lab", 7, 1).leaving(), List.of()), PEER);
        assertThat(responder.instance()).isEqualTo(LAB);
    }

    private Responder responder(String name, int port) {
        return new Responder(attempt -> records(name, port, attempt), new Random(7), () -> now);
    }

    private static ServiceRecords records(String name, int port, int attempt) {
        String numbered = attempt == 1 ? name : name + " (" + attempt + ")";
        DnsName host = port == 9090 ? HOST : DnsName.of("h-" + port, "local");
        return new ServiceRecords(ServiceRecords.instance(numbered, TYPE), TYPE, port, host, List.of(address()));
    }

    private void announce(Responder one) {
        while (one.nextDue() != Long.MAX_VALUE) {
            now = Math.max(now, one.nextDue());
            one.due();
        }
        now += Duration.ofSeconds(2).toNanos();
    }

    private DnsMessage next(Responder one) {
        now = Math.max(now, one.nextDue());
        return one.due().get(0).message();
    }

    private static DnsMessage query(DnsName name, int type) {
        return DnsMessage.query(List.of(new DnsQuestion(name, type)), List.of());
    }

    private static DnsRecord service(DnsName name, int port, DnsName host) {
        return new DnsRecord.Service(name, 120, 0, 0, port, host);
    }

    private static InetAddress address() {
        return new InetSocketAddress("192.0.2.1", 0).getAddress();
    }
}

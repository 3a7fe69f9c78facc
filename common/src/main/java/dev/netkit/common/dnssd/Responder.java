package dev.netkit.common.dnssd;

import dev.netkit.common.net.AnswerAllowance;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Claims a name for a service on one network, announces it and answers for it (RFC 6762, sections 6 and 8 to 10). Holds
 * no socket: it is told what comes, and says what is to be sent, and when. For one thread.
 */
final class Responder {
    static final int PORT = MulticastLink.PORT;

    private static final int PROBES = 3;
    private static final int ANNOUNCEMENTS = 2;
    private static final long PROBE_INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long ANNOUNCE_INTERVAL = TimeUnit.SECONDS.toNanos(1);

    /** Nothing is said twice within that time, however often it is asked. */
    private static final long REST = TimeUnit.SECONDS.toNanos(1);

    private static final long AFTER_TIE = TimeUnit.SECONDS.toNanos(1);
    private static final int MANY_CONFLICTS = 15;
    private static final long AFTER_MANY_CONFLICTS = TimeUnit.SECONDS.toNanos(5);
    private static final int LEGACY_TTL = 10;
    private static final int LEGACY_A_SECOND = 20;
    private static final int DEFENCES_A_SECOND = 4;

    private final IntFunction<ServiceRecords> names;
    private final RandomGenerator random;
    private final Set<DnsRecord> asked = new LinkedHashSet<>();
    private final LongSupplier nanoTime;
    private final AnswerAllowance legacy;
    private final AnswerAllowance defences;
    private int attempt = 1;
    private ServiceRecords records;
    private int probes;
    private int announcements;
    private long next;
    private long answerAt = Long.MAX_VALUE;
    private long quietUntil;

    /** Of a service whose n-th name, from 1 on, stands in the n-th records. */
    Responder(IntFunction<ServiceRecords> names, RandomGenerator random, LongSupplier nanoTime) {
        this.names = names;
        this.random = random;
        this.nanoTime = nanoTime;
        this.legacy = new AnswerAllowance(LEGACY_A_SECOND, nanoTime);
        this.defences = new AnswerAllowance(DEFENCES_A_SECOND, nanoTime);
        this.records = names.apply(attempt);
        this.quietUntil = nanoTime.getAsLong();
        probeFrom(quietUntil + random.nextLong(PROBE_INTERVAL));
    }

    /** The name that it claims, or has. */
    DnsName instance() {
        return records.instance();
    }

    /** Whether the name is its own, and was announced. */
    boolean isAnnounced() {
        return announcements > 0;
    }

    /** When there is something to do, as the clock tells it; {@link Long#MAX_VALUE} = not unless something comes. */
    long nextDue() {
        return Math.min(next, answerAt);
    }

    /** What is to be sent by now. */
    List<Outgoing> due() {
        long now = nanoTime.getAsLong();
        List<Outgoing> outgoing = new ArrayList<>();
        if (next <= now) {
            outgoing.add(Outgoing.toAll(probes < PROBES ? probe(now) : announcement(now)));
        }
        if (answerAt <= now) {
            answerAt = Long.MAX_VALUE;
            List<DnsRecord> answers = List.copyOf(asked);
            asked.clear();
            quietUntil = now + REST;
            outgoing.add(Outgoing.toAll(DnsMessage.response(answers, records.additionalTo(answers))));
        }
        return outgoing;
    }

    private DnsMessage probe(long now) {
        probes++;
        next = now + PROBE_INTERVAL;
        return DnsMessage.probe(
                List.of(new DnsQuestion(records.instance(), DnsType.ANY), new DnsQuestion(records.host(), DnsType.ANY)),
                records.unique());
    }

    private DnsMessage announcement(long now) {
        announcements++;
        next = announcements < ANNOUNCEMENTS ? now + ANNOUNCE_INTERVAL : Long.MAX_VALUE;
        quietUntil = now + REST;
        return DnsMessage.response(records.all(), List.of());
    }

    /** Takes leave, if anybody was told. */
    Optional<Outgoing> goodbye() {
        return isAnnounced()
                ? Optional.of(Outgoing.toAll(DnsMessage.response(records.leaving(), List.of())))
                : Optional.empty();
    }

    /** Hears a message; what has to be answered at once is given back. */
    Optional<Outgoing> receive(DnsMessage message, InetSocketAddress peer) {
        long now = nanoTime.getAsLong();
        if (message.isResponse()) {
            if (message.records().anyMatch(this::contradicts)) {
                rename(now);
            }
            return Optional.empty();
        }
        if (!isAnnounced()) {
            giveWayToLater(message, now);
            return Optional.empty();
        }
        return peer.getPort() == PORT ? answerAll(message, now) : answerLegacy(message, peer);
    }

    /** Somebody else answers to the name. */
    private boolean contradicts(DnsRecord record) {
        return record.ttl() > 0
                && record.type() == DnsType.SRV
                && record.name().equals(records.instance())
                && !DnsWriter.data(record).equals(DnsWriter.data(records.service()));
    }

    private void rename(long now) {
        attempt++;
        records = names.apply(attempt);
        asked.clear();
        answerAt = Long.MAX_VALUE;
        probeFrom(now + (attempt > MANY_CONFLICTS ? AFTER_MANY_CONFLICTS : random.nextLong(PROBE_INTERVAL)));
    }

    private void probeFrom(long time) {
        probes = 0;
        announcements = 0;
        next = time;
    }

    /** Of two who want one name at the same time, the one with the later data has it (RFC 6762, section 8.2). */
    private void giveWayToLater(DnsMessage probe, long now) {
        if (Precedence.of(probe.authorities(), records.instance())
                        .compareTo(Precedence.of(records.unique(), records.instance()))
                > 0) {
            probeFrom(now + AFTER_TIE);
        }
    }

    private Optional<Outgoing> answerAll(DnsMessage query, long now) {
        List<DnsRecord> answers = answers(query);
        boolean wanted = !query.authorities().isEmpty();
        if (wanted && !answers.isEmpty() && defences.take()) {
            return Optional.of(Outgoing.toAll(DnsMessage.response(answers, List.of())));
        }
        if (asked.addAll(answers)) {
            long delay = TimeUnit.MILLISECONDS.toNanos(random.nextLong(20, 120));
            answerAt = Math.min(answerAt, Math.max(now + delay, quietUntil));
        }
        return Optional.empty();
    }

    private Optional<Outgoing> answerLegacy(DnsMessage query, InetSocketAddress peer) {
        List<DnsRecord> answers = answers(query);
        if (answers.isEmpty() || !legacy.take()) {
            return Optional.empty();
        }
        DnsMessage answer = DnsMessage.response(shortLived(answers), shortLived(records.additionalTo(answers)))
                .inReplyTo(query);
        return Optional.of(new Outgoing(answer, Optional.of(peer)));
    }

    private static List<DnsRecord> shortLived(List<DnsRecord> records) {
        return records.stream()
                .map(record -> record.withTtl(Math.min(record.ttl(), LEGACY_TTL)))
                .toList();
    }

    private List<DnsRecord> answers(DnsMessage query) {
        return records.all().stream()
                .filter(record -> query.questions().stream().anyMatch(question -> question.asksFor(record)))
                .filter(record -> query.answers().stream().noneMatch(known -> isKnown(record, known)))
                .toList();
    }

    /** Whether the asker has said that it knows, and for long enough yet (RFC 6762, section 7.1). */
    private static boolean isKnown(DnsRecord record, DnsRecord known) {
        return known.withTtl(record.ttl()).equals(record) && known.ttl() >= record.ttl() / 2;
    }
}

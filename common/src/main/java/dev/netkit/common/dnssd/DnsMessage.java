package dev.netkit.common.dnssd;

import java.util.List;
import java.util.stream.Stream;

/**
 * A query or a response (RFC 1035, section 4.1).
 *
 * @param id what a legacy querier knows its answer by, 16 bits; else 0
 * @param answers in a query: what the asker knows already (RFC 6762, section 7.1)
 * @param authorities in a query: what the asker wants to call its own (RFC 6762, section 8.2)
 */
record DnsMessage(
        int id,
        boolean isResponse,
        List<DnsQuestion> questions,
        List<DnsRecord> answers,
        List<DnsRecord> authorities,
        List<DnsRecord> additionals) {
    DnsMessage {
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
        authorities = List.copyOf(authorities);
        additionals = List.copyOf(additionals);
    }

    static DnsMessage query(List<DnsQuestion> questions, List<? extends DnsRecord> known) {
        return new DnsMessage(0, false, questions, List.copyOf(known), List.of(), List.of());
    }

    static DnsMessage probe(List<DnsQuestion> questions, List<DnsRecord> wanted) {
        return new DnsMessage(0, false, questions, List.of(), wanted, List.of());
    }

    static DnsMessage response(List<DnsRecord> answers, List<DnsRecord> additionals) {
        return new DnsMessage(0, true, List.of(), answers, List.of(), additionals);
    }

    /**
     * As a resolver expects it that knows nothing of multicast (RFC 6762, section 6.7), with the questions that it answers,
     * each once: written in full, all that were asked could be twenty times as long.
     */
    DnsMessage inReplyTo(DnsMessage query) {
        List<DnsQuestion> answered = query.questions.stream()
                .filter(question -> answers.stream().anyMatch(question::asksFor))
                .distinct()
                .toList();
        return new DnsMessage(query.id, true, answered, answers, authorities, additionals);
    }

    /** What a response says, wherever it stands in it. */
    Stream<DnsRecord> records() {
        return Stream.of(answers, authorities, additionals).flatMap(List::stream);
    }
}

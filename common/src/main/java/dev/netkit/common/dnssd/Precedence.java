package dev.netkit.common.dnssd;

import java.util.Comparator;
import java.util.List;

/** What decides between two who probe for one name: their records in order, the later wins (RFC 6762, section 8.2). */
record Precedence(List<Entry> entries) implements Comparable<Precedence> {
    private record Entry(int type, String data) implements Comparable<Entry> {
        private static final Comparator<Entry> ORDER =
                Comparator.comparingInt(Entry::type).thenComparing(Entry::data);

        @Override
        public int compareTo(Entry other) {
            return ORDER.compare(this, other);
        }
    }

    static Precedence of(List<DnsRecord> records, DnsName name) {
        return new Precedence(records.stream()
                .filter(record -> record.name().equals(name))
                .map(record -> new Entry(record.type(), DnsWriter.data(record)))
                .sorted()
                .toList());
    }

    @Override
    public int compareTo(Precedence other) {
        for (int i = 0; i < Math.min(entries.size(), other.entries.size()); i++) {
            int order = entries.get(i).compareTo(other.entries.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(entries.size(), other.entries.size());
    }
}

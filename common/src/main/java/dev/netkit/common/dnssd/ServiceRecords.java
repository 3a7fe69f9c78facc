package dev.netkit.common.dnssd;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The records that announce one service on one network (RFC 6763, section 4).
 *
 * @param instance the service's own name
 * @param host the name of the machine, made for this service alone, so that nobody else's is touched when it ends
 */
record ServiceRecords(DnsName instance, ServiceType type, int port, DnsName host, List<InetAddress> addresses) {
    /** RFC 6762, section 10: two minutes for what moves with a host, 75 minutes for the rest. */
    private static final int HOST_TTL = 120;

    static final int OTHER_TTL = 75 * 60;

    /** No attributes: one empty string (RFC 6763, section 6.1). */
    private static final String EMPTY_TEXT = "00";

    ServiceRecords {
        addresses = List.copyOf(addresses);
    }

    static DnsName instance(String name, ServiceType type) {
        return DnsName.of(DnsName.toLabel(name)).below(type.domain());
    }

    private DnsRecord typePointer() {
        return new DnsRecord.Pointer(ServiceType.ALL_TYPES, OTHER_TTL, type.domain());
    }

    private DnsRecord pointer() {
        return new DnsRecord.Pointer(type.domain(), OTHER_TTL, instance);
    }

    DnsRecord.Service service() {
        return new DnsRecord.Service(instance, HOST_TTL, 0, 0, port, host);
    }

    private List<DnsRecord> hostAddresses() {
        return addresses.stream()
                .<DnsRecord>map(address -> new DnsRecord.Address(host, HOST_TTL, address))
                .toList();
    }

    /** What this machine alone may say. */
    List<DnsRecord> unique() {
        List<DnsRecord> records = new ArrayList<>();
        records.add(service());
        records.add(new DnsRecord.Other(instance, OTHER_TTL, DnsType.TXT, EMPTY_TEXT));
        records.addAll(hostAddresses());
        return records;
    }

    List<DnsRecord> all() {
        List<DnsRecord> records = new ArrayList<>(List.of(pointer(), typePointer()));
        records.addAll(unique());
        return records;
    }

    /** What takes leave; the type may still have other services. */
    List<DnsRecord> leaving() {
        List<DnsRecord> records = new ArrayList<>(List.of(pointer()));
        records.addAll(unique());
        return records.stream().map(record -> record.withTtl(0)).toList();
    }

    /** What will be asked for next by whoever was given these answers. */
    List<DnsRecord> additionalTo(List<DnsRecord> answers) {
        boolean pointed = answers.contains(pointer());
        boolean located = answers.contains(service());
        List<DnsRecord> additionals = new ArrayList<>();
        if (pointed) {
            additionals.addAll(unique());
        } else if (located) {
            additionals.addAll(hostAddresses());
        }
        additionals.removeAll(answers);
        return additionals;
    }
}

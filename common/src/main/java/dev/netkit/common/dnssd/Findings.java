package dev.netkit.common.dnssd;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What was heard of the services that are looked for, until it is enough to reach them. Anybody on the network may say
 * anything, so all of it is bounded. For one thread.
 */
final class Findings {
    static final int MOST_SERVICES = 1_000;
    private static final int MOST_HOSTS = 1_000;
    private static final int MOST_ADDRESSES = 8;

    private final Set<ServiceType> wanted;
    private final Map<DnsName, ServiceType> instances = new LinkedHashMap<>();
    private final Map<DnsName, DnsRecord.Service> services = new LinkedHashMap<>();
    private final Map<DnsName, Set<InetAddress>> hosts = new LinkedHashMap<>();
    private final Set<DnsName> told = new HashSet<>();

    Findings(Set<ServiceType> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /**
     * Learns from a message; those are given back that can be reached now, each once.
     *
     * @param isNear which addresses are on the network that it was heard on: nobody shall be sent elsewhere by a neighbour
     */
    List<FoundService> learn(DnsMessage message, InetAddress peer, Predicate<InetAddress> isNear) {
        if (!message.isResponse()) {
            return List.of();
        }
        message.records().forEach(record -> learn(record, isNear.or(peer::equals)));
        List<FoundService> found = new ArrayList<>();
        for (DnsName instance : instances.keySet()) {
            if (!told.contains(instance)) {
                reachable(instance, peer).ifPresent(service -> {
                    told.add(instance);
                    found.add(service);
                });
            }
        }
        return found;
    }

    private void learn(DnsRecord record, Predicate<InetAddress> isTaken) {
        if (record instanceof DnsRecord.Pointer pointer) {
            learn(pointer);
        } else if (record instanceof DnsRecord.Service service) {
            if (instances.containsKey(service.name()) && service.ttl() > 0) {
                services.putIfAbsent(service.name(), service);
            }
        } else if (record instanceof DnsRecord.Address address && address.ttl() > 0) {
            learn(address, isTaken);
        }
    }

    private void learn(DnsRecord.Pointer pointer) {
        Optional<ServiceType> type = ServiceType.of(pointer.name()).filter(wanted::contains);
        if (type.isEmpty() || !pointer.target().parent().equals(pointer.name())) {
            return;
        }
        if (pointer.ttl() == 0) {
            instances.remove(pointer.target());
            services.remove(pointer.target());
        } else if (Math.max(instances.size(), told.size()) < MOST_SERVICES) {
            instances.putIfAbsent(pointer.target(), type.get());
        }
    }

    private void learn(DnsRecord.Address address, Predicate<InetAddress> isTaken) {
        if (hosts.containsKey(address.name()) || hosts.size() < MOST_HOSTS) {
            Set<InetAddress> known = hosts.computeIfAbsent(address.name(), host -> new LinkedHashSet<>());
            boolean taken = isOneHost(address.address()) && isTaken.test(address.address());
            if (taken && known.size() < MOST_ADDRESSES) {
                known.add(address.address());
            }
        }
    }

    private Optional<FoundService> reachable(DnsName instance, InetAddress peer) {
        return Optional.ofNullable(services.get(instance))
                .filter(service -> service.port() > 0)
                .flatMap(service -> address(service.host(), peer)
                        .map(address -> new FoundService(
                                instance.first(),
                                instances.get(instance),
                                new InetSocketAddress(address, service.port()))));
    }

    /** The address that the message came from is sure to be reached; else one of that network, IPv4 first. */
    private Optional<InetAddress> address(DnsName host, InetAddress peer) {
        Set<InetAddress> known = hosts.getOrDefault(host, Set.of());
        return known.contains(peer)
                ? Optional.of(peer)
                : known.stream().min(Comparator.comparing(address -> !(address instanceof Inet4Address)));
    }

    /** An address that says without the name of an interface whose it is. */
    private static boolean isOneHost(InetAddress address) {
        boolean scoped = address.isLinkLocalAddress() && !(address instanceof Inet4Address);
        return !scoped && !address.isMulticastAddress() && !address.isAnyLocalAddress();
    }

    /** What has to be asked for yet. */
    List<DnsQuestion> missing() {
        Stream<DnsQuestion> located = instances.keySet().stream()
                .filter(instance -> !services.containsKey(instance))
                .map(instance -> new DnsQuestion(instance, DnsType.SRV));
        Stream<DnsQuestion> addressed = services.values().stream()
                .filter(service -> !told.contains(service.name()) && !hosts.containsKey(service.host()))
                .flatMap(service -> Stream.of(
                        new DnsQuestion(service.host(), DnsType.A), new DnsQuestion(service.host(), DnsType.AAAA)));
        return Stream.concat(located, addressed).distinct().toList();
    }

    /** What need not be said again. */
    List<DnsRecord.Pointer> known() {
        return instances.entrySet().stream()
                .filter(entry -> told.contains(entry.getKey()))
                .map(entry ->
                        new DnsRecord.Pointer(entry.getValue().domain(), ServiceRecords.OTHER_TTL, entry.getKey()))
                .toList();
    }
}

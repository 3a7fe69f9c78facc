package dev.netkit.common.dnssd;

import java.util.Arrays;
import java.util.Optional;

/** What netkit's servers are announced as (RFC 6763, section 7). */
public enum ServiceType {
    ECHO("echo", "_tcp"),
    ECHO_UDP("echo", "_udp"),
    FILE("file", "_tcp"),
    ID("id", "_tcp"),
    AUTH("auth", "_tcp"),
    CHAT("chat", "_tcp"),
    BEACON("beacon", "_tcp");

    /** What lists the types of all services (RFC 6763, section 9). */
    static final DnsName ALL_TYPES = DnsName.of("_services", "_dns-sd", "_udp", "local");

    private final String service;
    private final String transport;

    ServiceType(String service, String transport) {
        this.service = service;
        this.transport = transport;
    }

    /** The word for it in output and on the command line, such as {@code echo-udp}. */
    public String word() {
        return transport.equals("_udp") ? service + "-udp" : service;
    }

    /** As other programs want it, such as {@code _netkit-echo._tcp}. */
    public String registered() {
        return "_netkit-" + service + "." + transport;
    }

    DnsName domain() {
        return DnsName.of("_netkit-" + service, transport, "local");
    }

    static Optional<ServiceType> of(DnsName name) {
        return Arrays.stream(values())
                .filter(type -> type.domain().equals(name))
                .findFirst();
    }

    /** The one that goes by that word. */
    public static Optional<ServiceType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}

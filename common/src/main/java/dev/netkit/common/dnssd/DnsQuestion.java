package dev.netkit.common.dnssd;

/** What is asked for; {@code type} is one of {@link DnsType}, or unknown here. */
record DnsQuestion(DnsName name, int type) {
    boolean asksFor(DnsRecord answer) {
        return name.equals(answer.name()) && (type == answer.type() || type == DnsType.ANY);
    }
}

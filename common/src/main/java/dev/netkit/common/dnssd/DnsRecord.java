package dev.netkit.common.dnssd;

import java.net.Inet4Address;
import java.net.InetAddress;

/** A resource record of class IN (RFC 1035, section 3.2.1); the types that are understood, and the others as they are. */
sealed interface DnsRecord {
    DnsName name();

    /** How many seconds it may be remembered, 0 or more; 0 says that it is no more. */
    int ttl();

    int type();

    DnsRecord withTtl(int seconds);

    /** Whether others are asked to forget what they knew: nobody else has such a record (RFC 6762, section 10.2). */
    default boolean isUnique() {
        return true;
    }

    /** One of possibly many things by that name. */
    record Pointer(DnsName name, int ttl, DnsName target) implements DnsRecord {
        @Override
        public int type() {
            return DnsType.PTR;
        }

        @Override
        public Pointer withTtl(int seconds) {
            return new Pointer(name, seconds, target);
        }

        @Override
        public boolean isUnique() {
            return false;
        }
    }

    /** Where a service is (RFC 2782). */
    record Service(DnsName name, int ttl, int priority, int weight, int port, DnsName host) implements DnsRecord {
        @Override
        public int type() {
            return DnsType.SRV;
        }

        @Override
        public Service withTtl(int seconds) {
            return new Service(name, seconds, priority, weight, port, host);
        }
    }

    record Address(DnsName name, int ttl, InetAddress address) implements DnsRecord {
        @Override
        public int type() {
            return address instanceof Inet4Address ? DnsType.A : DnsType.AAAA;
        }

        @Override
        public Address withTtl(int seconds) {
            return new Address(name, seconds, address);
        }
    }

    /** A record of another type, among them TXT; its data in hexadecimal digits, so that it can be compared. */
    record Other(DnsName name, int ttl, int type, String data) implements DnsRecord {
        @Override
        public Other withTtl(int seconds) {
            return new Other(name, seconds, type, data);
        }
    }
}

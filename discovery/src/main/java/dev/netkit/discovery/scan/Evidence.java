package dev.netkit.discovery.scan;

/** By what something is known; the better comes first. */
public enum Evidence {
    /** The host told its hardware address during the scan. */
    ARP_FRESH("arp-fresh"),
    /** Whoever answered has the key. */
    HANDSHAKE("handshake"),
    /** A connection was taken. */
    SYN_ACK("syn-ack"),
    /** A connection was refused. */
    RST("rst"),
    /** The host itself said that nobody listens on a UDP port. */
    ICMP("icmp"),
    /** The kernel remembers its hardware address, and nothing came from it during the scan. */
    ARP_CACHED("arp-cached"),
    /** Nothing came. */
    NONE("none");

    private final String word;

    Evidence(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Whether the host itself said something. */
    public boolean isProof() {
        return compareTo(ARP_CACHED) < 0;
    }
}

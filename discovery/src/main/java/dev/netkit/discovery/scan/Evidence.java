package dev.netkit.discovery.scan;

/** By what something is known. */
public enum Evidence {
    /** The host told its hardware address during the scan. */
    ARP_FRESH("arp-fresh"),
    /** The kernel remembers its hardware address, and nothing came from it during the scan. */
    ARP_CACHED("arp-cached"),
    /** A connection was taken. */
    SYN_ACK("syn-ack"),
    /** A connection was refused. */
    RST("rst"),
    /** Nothing came. */
    NONE("none");

    private final String word;

    Evidence(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}

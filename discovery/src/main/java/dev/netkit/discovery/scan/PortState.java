package dev.netkit.discovery.scan;

/** What a TCP port said, and by what that is known. */
public enum PortState {
    OPEN("open", Evidence.SYN_ACK),
    CLOSED("closed", Evidence.RST),
    /** The host is there, and the port is silent. */
    FILTERED("filtered", Evidence.NONE);

    private final String word;
    private final Evidence evidence;

    PortState(String word, Evidence evidence) {
        this.word = word;
        this.evidence = evidence;
    }

    public String word() {
        return word;
    }

    public Evidence evidence() {
        return evidence;
    }
}

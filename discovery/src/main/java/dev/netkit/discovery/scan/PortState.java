package dev.netkit.discovery.scan;

/** What a TCP port said. */
public enum PortState {
    OPEN("open"),
    CLOSED("closed"),
    /** The host is there, and the port is silent. */
    FILTERED("filtered");

    private final String word;

    PortState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}

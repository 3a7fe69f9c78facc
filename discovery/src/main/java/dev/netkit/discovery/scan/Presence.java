package dev.netkit.discovery.scan;

/** Whether a host is there. */
public enum Presence {
    UP,
    /** It was there lately, and nothing proves that it still is. */
    REMEMBERED,
    ABSENT
}

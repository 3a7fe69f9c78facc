package dev.netkit.discovery.scan;

import java.time.Duration;

/** What is said on one connection once it is taken. */
interface Conversation {
    /** How long it may take. */
    Duration patience();

    /** What is sent first; nothing where the other end begins. */
    byte[] request();

    /** The most bytes that are heard. */
    int limit();

    /** Whether nothing more is wanted. */
    boolean isEnough(byte[] heard);

    /** What is known by what was heard, which may be nothing; {@code open} is what was known before. */
    PortAnswer answer(PortAnswer open, byte[] heard);
}

package dev.netkit.file;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** Something that happened to a file, told on both sides. */
public sealed interface FileEvent {
    /** Refused: somebody is sending a file of that name just now. */
    String BUSY = "busy";

    /** Failed: what arrived is not what was sent. */
    String CHECKSUM_MISMATCH = "checksum-mismatch";

    /** Failed or refused: the receiver's disk is full. */
    String NO_SPACE = "no-space";

    /** Failed: the receiver's disk fails. */
    String IO_ERROR = "io-error";

    /** Failed: the sender cannot read it. */
    String UNREADABLE = "unreadable";

    /** Failed: the sender gave it up. */
    String ABORTED = "aborted";

    /** The name as the sender gave it; it may contain anything. */
    String name();

    /** A sender offers a file; the size is empty where it is not known. */
    record Offered(InetSocketAddress peer, String name, Optional<Long> size) implements FileEvent {}

    /** What was asked to be done with a stored file could not be: a receipt, or a program that was to be run. */
    record NotDone(InetSocketAddress peer, String name, String why) implements FileEvent {}

    /** So many bytes of it were there already. */
    record Resumed(InetSocketAddress peer, String name, long offset) implements FileEvent {}

    /**
     * The file is in the inbox, as {@code storedAs}; the digest is empty where nothing is verified, and the path where it
     * is not on this machine, or no file.
     */
    record Stored(
            InetSocketAddress peer,
            String name,
            String storedAs,
            long size,
            Optional<String> sha256,
            boolean identical,
            Optional<Path> path)
            implements FileEvent {}

    /** The file is not taken. */
    record Skipped(InetSocketAddress peer, String name, String code, String why) implements FileEvent {}

    /** The file was begun, or could not be, and is not in the inbox. Without a peer: before there was a connection. */
    record Failed(Optional<InetSocketAddress> peer, String name, String code, String why) implements FileEvent {}
}

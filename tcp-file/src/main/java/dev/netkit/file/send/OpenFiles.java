package dev.netkit.file.send;

import dev.netkit.file.PeerPath;
import dev.netkit.file.Protocol;
import dev.netkit.file.ReceiverMessage.Accept;
import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a sender has offered and does not know the fate of. Answers come in the order of the offers, so each is about the
 * head of one of three lines: offered, accepted, sent.
 */
final class OpenFiles {
    /**
     * Sealed messages are good for a minute only: what is under way must not keep the receiver busy for longer, even
     * with a slow disk.
     */
    private static final long MOST_SEALED_BYTES = 256L * 1024 * 1024;

    private final boolean sealed;
    private final Deque<Offered> offered = new ArrayDeque<>();
    private final Deque<Ready> accepted = new ArrayDeque<>();
    private final Deque<Sent> sent = new ArrayDeque<>();
    private Optional<Outgoing> sending = Optional.empty();
    private final Set<String> names = new HashSet<>();
    private long bytes;

    /** A file and this side's salt for it. */
    record Offered(Outgoing file, Optional<byte[]> salt) {}

    /** A file that the receiver wants. */
    record Ready(Outgoing file, Optional<byte[]> salt, Accept accept) {}

    /** A file that has gone, and its digest if one was made. */
    record Sent(Outgoing file, Optional<String> sha256) {}

    OpenFiles(boolean sealed) {
        this.sealed = sealed;
    }

    /** Whether the file may be offered now: the receiver takes each name once at a time. */
    boolean hasRoomFor(Outgoing file) {
        return offered.size() + accepted.size() < Protocol.MAX_OFFERS
                && !names.contains(key(file))
                && (!sealed || isEmpty() || bytes + size(file) <= MOST_SEALED_BYTES);
    }

    private static String key(Outgoing file) {
        return PeerPath.fold(file.name());
    }

    private static long size(Outgoing file) {
        return file.size().orElse(0L);
    }

    void offer(Outgoing file, Optional<byte[]> salt) {
        offered.add(new Offered(file, salt));
        names.add(key(file));
        bytes += size(file);
    }

    void accept(Accept accept) throws ProtocolException {
        Offered head = expected(offered.poll());
        accepted.add(new Ready(head.file(), head.salt(), accept));
    }

    /** The file that was refused. */
    Outgoing refused() throws ProtocolException {
        return closed(expected(offered.poll()).file());
    }

    boolean isAnyAccepted() {
        return !accepted.isEmpty();
    }

    /** The next file, which is being sent from now on. */
    Ready next() {
        Ready head = accepted.remove();
        sending = Optional.of(head.file());
        return head;
    }

    /** All of the file that is being sent has gone. */
    void sent(Optional<String> sha256) {
        sent.add(new Sent(sending.orElseThrow(), sha256));
        sending = Optional.empty();
    }

    /** The file that is being sent will not be. */
    void dropped() {
        closed(sending.orElseThrow());
        sending = Optional.empty();
    }

    /** Whether the receiver has anything to be done with. */
    boolean isAnySent() {
        return !sent.isEmpty() || sending.isPresent();
    }

    /** The file that the receiver has stored; before all of it has gone there is none. */
    Sent stored() throws ProtocolException {
        Sent head = expected(sent.poll());
        closed(head.file());
        return head;
    }

    /** The file that the receiver gives up; that it can do in the middle. */
    Outgoing failed() throws ProtocolException {
        if (!sent.isEmpty()) {
            return stored().file();
        }
        Outgoing file = expected(sending.orElse(null));
        dropped();
        return file;
    }

    private Outgoing closed(Outgoing file) {
        names.remove(key(file));
        bytes -= size(file);
        return file;
    }

    boolean isEmpty() {
        return offered.isEmpty() && accepted.isEmpty() && sending.isEmpty() && sent.isEmpty();
    }

    private static <T> T expected(T head) throws ProtocolException {
        if (head == null) {
            throw new ProtocolException("the server answers what nobody asked");
        }
        return head;
    }
}

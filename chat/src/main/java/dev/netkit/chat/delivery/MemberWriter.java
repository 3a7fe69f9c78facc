package dev.netkit.chat.delivery;

import dev.netkit.chat.delivery.FrameLog.Slice;
import dev.netkit.chat.talk.Pace;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is sent to one member, on a thread of its own: what was told in its rooms, and what is for it alone. It
 * sleeps when there is nothing to send. A member that does not read keeps nobody waiting but this thread, until the
 * connection's limit for a write, or that of what may lie here, ends it.
 */
public final class MemberWriter implements Runnable {
    /** What anything that waits counts for, in bytes. */
    private static final int ITEM_COST = 200;

    private static final int BATCH = 64 * 1024;

    /** How long the last words may take. */
    private static final Duration FINISH = Duration.ofSeconds(10);

    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(MemberWriter.class);
    }

    /** Something to be sent at its turn. */
    public interface Item {
        void send(MemberWriter writer) throws IOException;
    }

    private final Connection connection;
    private final PacedOutput output;
    private final WaitingItems waiting = new WaitingItems();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean finishing;
    private volatile boolean dismissed;
    private volatile boolean asleep;
    private volatile Thread thread;
    private final List<Feed> feeds = new ArrayList<>(1); // this thread's own

    /** To be run beside the connection (see {@link Connection#beside}). */
    public MemberWriter(Connection connection, Pace pace) {
        this.connection = connection;
        this.output = new PacedOutput(connection, pace);
    }

    /** Sends these bytes at their turn; never blocks. A member for whom too much is waiting is cut off. */
    public void send(List<byte[]> pieces) {
        then(writer -> writer.write(pieces), ITEM_COST + size(pieces));
    }

    /** Does something at its turn. */
    public void then(Item item) {
        then(item, ITEM_COST);
    }

    /** Does something at its turn; {@code bytes} is what it holds in memory until then. */
    public void then(Item item, int bytes) {
        if (!offer(item, bytes)) {
            dismiss(EndReason.STUCK_WRITE);
        }
    }

    /** Sends these bytes at their turn, or says that too much is waiting already. */
    public boolean offer(List<byte[]> pieces) {
        return offer(writer -> writer.write(pieces), ITEM_COST + size(pieces));
    }

    private static int size(List<byte[]> pieces) {
        return pieces.stream().mapToInt(piece -> piece.length).sum();
    }

    private boolean offer(Item item, int bytes) {
        boolean fits = waiting.offer(item, bytes);
        if (fits) {
            wake();
        }
        return fits;
    }

    /** What waits for this member alone, in bytes; any thread may ask. */
    public int waitingBytes() {
        return waiting.bytes();
    }

    /** Looks whether there is something to send; any thread may call it, and it never blocks. */
    public void wake() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    /**
     * Ends the conversation: whoever reads there sees the end, and nothing is sent any more but what is being sent, and the
     * dialect's last word.
     */
    public void dismiss(EndReason reason) {
        dismissed = true;
        finishing = true;
        wake();
        connection.endInput(reason);
    }

    /** Sends what is there, then ends; blocks until it has, and cuts off a peer that takes it too slowly. */
    public void finish() {
        finishing = true;
        wake();
        if (!hasEnded(FINISH)) {
            connection.cut(EndReason.STUCK_WRITE);
            hasEnded(FINISH);
        }
    }

    private boolean hasEnded(Duration within) {
        try {
            return ended.await(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether nothing more is sent: it is finished, or the connection is broken. */
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            while (!dismissed && (!finishing || hasWork())) {
                if (!sendOnce()) {
                    sleep();
                }
            }
        } catch (IOException e) {
            connection.cut(EndReason.CONNECTION_LOST);
        } catch (RuntimeException | Error e) {
            Log.LOG.error("{}: {}", connection.peer(), e.toString(), e);
            connection.endInput(EndReason.INTERNAL_ERROR);
        } finally {
            ended.countDown();
        }
    }

    /** What is for the member alone is taken first and sent last: what was told before it comes before it. */
    private boolean sendOnce() throws IOException {
        List<Item> items = waiting.take();
        boolean any = !items.isEmpty();
        for (Feed feed : feeds) {
            any |= items.isEmpty() ? sendFrom(feed) > 0 : sendBacklog(feed);
        }
        for (Item item : items) {
            item.send(this);
        }
        return any;
    }

    /** What was told up to now, in as many portions as that takes. */
    private boolean sendBacklog(Feed feed) throws IOException {
        long rest = feed.lag();
        boolean any = rest > 0;
        for (int sent = 1; rest > 0 && sent > 0; rest -= sent) {
            sent = sendFrom(feed);
        }
        return any;
    }

    /** One portion, so that no room keeps the others waiting; returns its length. */
    private int sendFrom(Feed feed) throws IOException {
        Slice slice = feed.next();
        if (slice.length() == 0) {
            return 0;
        }
        if (!feed.isOwn(slice)) {
            write(slice.bytes(), slice.offset(), slice.length());
        }
        feed.sent(slice);
        return slice.length();
    }

    /**
     * Follows a room from now on. What was told there up to now is sent at once: an item that waits behind this one may be
     * about something newer. For items only, as all that follow.
     */
    public void follow(Feed feed) throws IOException {
        feeds.add(feed);
        sendBacklog(feed);
    }

    /** Sends what was told in a room up to now. */
    public void drain(Feed feed) throws IOException {
        while (sendFrom(feed) > 0) {}
    }

    /** Sends what was told in a room up to now, and follows it no more. */
    public void leave(Feed feed) throws IOException {
        drain(feed);
        feeds.remove(feed);
    }

    /** Now. */
    public void write(List<byte[]> pieces) throws IOException {
        for (byte[] piece : pieces) {
            write(piece, 0, piece.length);
        }
    }

    /** Many pieces in few writes, for those who take what they are given. For items only. */
    public final class Batch implements Closeable {
        private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();

        /** Takes these pieces, and writes once there is enough. */
        public void add(List<byte[]> more) throws IOException {
            more.forEach(pieces::writeBytes);
            if (pieces.size() >= BATCH) {
                close();
            }
        }

        /** Writes what is left. */
        @Override
        public void close() throws IOException {
            byte[] bytes = pieces.toByteArray();
            pieces.reset();
            write(bytes, 0, bytes.length);
        }
    }

    /** What is written is whole, however much of it there is: a last word can follow. */
    private void write(byte[] bytes, int offset, int length) throws IOException {
        if (dismissed) {
            return;
        }
        output.write(bytes, offset, length);
    }

    private boolean hasWork() {
        return waiting.isAny() || feeds.stream().anyMatch(feed -> feed.lag() > 0);
    }

    /** Whoever brings something looks at {@code asleep} after that; this thread looks for something after setting it. */
    private void sleep() {
        asleep = true;
        if (!hasWork() && !finishing) {
            LockSupport.park(this);
        }
        asleep = false;
    }
}

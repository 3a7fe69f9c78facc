package dev.netkit.common.net;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded set of direct buffers for connections that move bulk data just now. A direct buffer spares a copy, but
 * lives outside the heap and is dear to make, so a crowd of peers must not make the server hold one each.
 */
public final class BulkBuffers {
    private final int bytes;
    private final int most;
    private final AtomicInteger made = new AtomicInteger();
    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** At most {@code most} buffers of {@code bytes} each, made when they are first needed. */
    public BulkBuffers(int bytes, int most) {
        this.bytes = bytes;
        this.most = most;
    }

    /** An empty buffer, to be given back; none if all are in use, and then the caller goes on with what it has. */
    public Optional<ByteBuffer> take() {
        ByteBuffer buffer = free.poll();
        if (buffer != null) {
            return Optional.of(buffer.clear());
        }
        int before = made.getAndUpdate(count -> Math.min(most, count + 1));
        return before < most ? Optional.of(ByteBuffer.allocateDirect(bytes)) : Optional.empty();
    }

    public void giveBack(ByteBuffer buffer) {
        free.add(buffer);
    }
}

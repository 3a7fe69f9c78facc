package dev.netkit.chat.delivery;

import dev.netkit.chat.delivery.MemberWriter.Item;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/** What waits to be sent to one member alone, up to a number of bytes. Any thread brings something; its writer takes it. */
final class WaitingItems {
    /** What may wait, in bytes. */
    private static final int MOST = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private Queue<Item> waiting = new ArrayDeque<>(0);
    private int bytes;
    private volatile boolean any;

    /** Adds an item that holds so many bytes, or says that too much is waiting already. */
    boolean offer(Item item, int itemBytes) {
        lock.lock();
        try {
            if (bytes + itemBytes > MOST) {
                return false;
            }
            waiting.add(item);
            bytes += itemBytes;
            any = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** All that waits, in the order in which it came; it waits no more. */
    List<Item> take() {
        if (!any) {
            return List.of();
        }
        lock.lock();
        try {
            List<Item> items = List.copyOf(waiting);
            waiting = new ArrayDeque<>(0);
            bytes = 0;
            any = false;
            return items;
        } finally {
            lock.unlock();
        }
    }

    /** Looks only, and takes no lock. */
    boolean isAny() {
        return any;
    }

    int bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}

package dev.netkit.file.receive;

import dev.netkit.file.SenderMessage.Offer;
import dev.netkit.file.receive.RefusedException.Code;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The files under way: each name once, and the room that each needs. For use by any number of receiving threads. */
final class Claims {
    /** How long a sender that was superseded has to let go. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final long maxTotal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final Map<String, Claim> byKey = new HashMap<>();
    private final Map<String, Long> kept = new HashMap<>();
    private long stored;

    /** {@code maxTotal} is for what was stored, what is under way and what waits to be resumed, together in bytes. */
    Claims(long maxTotal) {
        this.maxTotal = maxTotal;
    }

    /** One file's name and room; nobody else has the name until {@link #release}. */
    final class Claim {
        private final String key;
        private final Offer offer;
        private final Offerer offerer;
        private long reserved;
        private long written;

        private Claim(String key, Offer offer, Offerer offerer) {
            this.key = key;
            this.offer = offer;
            this.offerer = offerer;
        }

        /** Whether the same file is offered once more by a sender that seems to have lost this connection. */
        private boolean isLeftBehind(Offer again, Offerer by) {
            return by != offerer
                    && by.address().equals(offerer.address())
                    && again.name().equals(offer.name())
                    && again.size().isPresent()
                    && again.size().equals(offer.size())
                    && again.modified().equals(offer.modified())
                    && offerer.isSilent();
        }

        /** Reserves so many bytes in all for the file; says whether they are within what is taken. */
        boolean reserve(long bytes) {
            lock.lock();
            try {
                reserved = bytes;
                return bytes <= left();
            } finally {
                lock.unlock();
            }
        }

        private long left() {
            long reservedByOthers = byKey.values().stream()
                    .filter(claim -> claim != this)
                    .mapToLong(claim -> claim.reserved)
                    .sum();
            long waiting = kept.values().stream().mapToLong(Long::longValue).sum();
            return Math.max(0, maxTotal - stored - reservedByOthers - waiting);
        }

        /** How many bytes of the total are left for this file, those included that it has. */
        long room() {
            lock.lock();
            try {
                return left();
            } finally {
                lock.unlock();
            }
        }

        /** So many bytes of the file are on the disk. */
        void written(long bytes) {
            lock.lock();
            try {
                written = bytes;
            } finally {
                lock.unlock();
            }
        }

        /** How many bytes the other files under way still have to bring. */
        long othersMissing() {
            lock.lock();
            try {
                return byKey.values().stream()
                        .filter(claim -> claim != this)
                        .mapToLong(claim -> Math.max(0, claim.reserved - claim.written))
                        .sum();
            } finally {
                lock.unlock();
            }
        }

        /** The file is stored, and counts for good. */
        void stored(long bytes) {
            lock.lock();
            try {
                stored += bytes;
                reserved = 0;
                written = 0;
            } finally {
                lock.unlock();
            }
        }

        /** So many bytes stay on the disk to be resumed. */
        void kept(long bytes) {
            lock.lock();
            try {
                if (bytes > 0) {
                    kept.put(key, bytes);
                }
            } finally {
                lock.unlock();
            }
        }

        /** Gives the name back; once only. */
        void release() {
            lock.lock();
            try {
                byKey.remove(key, this);
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Claims a name. A connection on which the same sender has fallen silent with that very file is ended, as the sender
     * is back; blocks up to 5 s until it has let go.
     *
     * @throws RefusedException if somebody else is sending a file of that name
     */
    Claim claim(String key, Offer offer, Offerer offerer) throws RefusedException {
        lock.lock();
        try {
            Claim held = byKey.get(key);
            if (held != null && held.isLeftBehind(offer, offerer)) {
                held.offerer.supersede();
                awaitRelease(key);
            }
            if (byKey.containsKey(key)) {
                throw new RefusedException(Code.BUSY, "somebody is sending a file of that name just now");
            }
            Claim claim = new Claim(key, offer, offerer);
            byKey.put(key, claim);
            kept.remove(key);
            return claim;
        } finally {
            lock.unlock();
        }
    }

    private void awaitRelease(String key) {
        long left = LONGEST_WAIT_NANOS;
        try {
            while (left > 0 && byKey.containsKey(key)) {
                left = released.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

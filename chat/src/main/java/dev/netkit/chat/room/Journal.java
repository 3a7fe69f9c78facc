package dev.netkit.chat.room;

import dev.netkit.chat.room.Numbering.Numbered;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.Refused.Reason;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rooms to their stores on one thread, everything that has come meanwhile in one go: the more there is to do, the
 * less each message costs. Durable, a room is told of a message only when it is stored; else it is told before.
 */
public final class Journal implements Publisher {
    private static final int MOST_WAITING = 8_192;
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(1);

    /** One thing to be done, in the order in which they came. */
    private sealed interface Entry {
        record Drafted(Room room, Draft draft) implements Entry {}

        record Told(Room room, ChatMessage message) implements Entry {}

        record Task(Runnable task) implements Entry {}
    }

    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    }

    private final boolean durable;
    private final ServiceListener listener;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "netkit-journal");
    private boolean closed; // the thread's own
    private volatile boolean failing;

    /** @param durable whether nobody is told of a message before it is stored */
    public Journal(boolean durable, ServiceListener listener) {
        this.durable = durable;
        this.listener = listener;
        thread.setDaemon(true);
        thread.start();
    }

    /** Blocks while too much is waiting to be written; not inside the queue, because a room's lock is held there. */
    @Override
    public void publish(Room room, Draft draft) {
        while (queue.size() > MOST_WAITING) {
            LockSupport.parkNanos(this, POLL);
        }
        if (durable) {
            queue.add(new Entry.Drafted(room, draft));
        } else if (begun(room)) {
            room.publish(draft, message -> queue.add(new Entry.Told(room, message)));
        } else {
            draft.author().refused(draft, notStored());
        }
    }

    /** Before anything is told that is not stored, the store has to know that there may be more than it has. */
    private boolean begun(Room room) {
        try {
            room.store().begin();
            return true;
        } catch (IOException | RuntimeException e) {
            report(room, e);
            return false;
        }
    }

    private static Refused notStored() {
        return new Refused(Reason.NOT_STORED, "the server cannot write its history just now");
    }

    private void report(Room room, Exception e) {
        if (!failing) {
            failing = true;
            listener.on(ServiceEvent.Problem.of("cannot write the history of " + room.name(), e));
        }
    }

    @Override
    public void afterwards(Runnable task) {
        queue.add(new Entry.Task(task));
    }

    @Override
    public int waiting() {
        return queue.size();
    }

    private void run() {
        List<Entry> batch = new ArrayList<>();
        while (!closed) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch);
            } catch (InterruptedException e) {
                continue; // nobody has reason to interrupt it
            }
            try {
                write(batch);
            } catch (RuntimeException | Error e) { // without this thread nobody could say anything any more
                Log.LOG.error("the journal: {}", e.toString(), e);
            }
            batch.clear();
        }
    }

    private void write(List<Entry> batch) {
        Map<Room, List<Draft>> drafts = new LinkedHashMap<>();
        Map<Room, List<ChatMessage>> messages = new LinkedHashMap<>();
        List<Runnable> tasks = new ArrayList<>();
        for (Entry entry : batch) {
            if (entry instanceof Entry.Drafted one) {
                drafts.computeIfAbsent(one.room(), any -> new ArrayList<>()).add(one.draft());
            } else if (entry instanceof Entry.Told one) {
                messages.computeIfAbsent(one.room(), any -> new ArrayList<>()).add(one.message());
            } else if (entry instanceof Entry.Task one) {
                tasks.add(one.task());
            }
        }
        drafts.forEach(this::storeAndTell);
        messages.forEach(this::store);
        tasks.forEach(Runnable::run);
    }

    private void storeAndTell(Room room, List<Draft> drafts) {
        List<Numbered> numbered = room.number(drafts);
        List<ChatMessage> fresh = numbered.stream()
                .filter(one -> !one.repeated())
                .map(Numbered::message)
                .toList();
        if (store(room, fresh)) {
            room.tell(numbered);
        } else {
            drafts.forEach(draft -> draft.author().refused(draft, notStored()));
        }
    }

    private boolean store(Room room, List<ChatMessage> messages) {
        try {
            room.store().append(messages);
            failing = false;
            return true;
        } catch (IOException | RuntimeException e) {
            report(room, e);
            return false;
        }
    }

    @Override
    public void close() {
        afterwards(() -> closed = true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

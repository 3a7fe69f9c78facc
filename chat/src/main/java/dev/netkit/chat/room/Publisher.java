package dev.netkit.chat.room;

import java.io.Closeable;

/** When a room is told what somebody said: at once, or when it is on disk. For use by many threads at once. */
public interface Publisher extends Closeable {
    /** Takes a draft; its author is told what became of it, maybe later. */
    void publish(Room room, Draft draft);

    /** Does something when everything that was taken before is done. */
    void afterwards(Runnable task);

    /** How much was taken and is not done. */
    default int waiting() {
        return 0;
    }

    /** Blocks until everything that was taken is done. */
    @Override
    void close();

    /** Where nothing is stored. */
    Publisher AT_ONCE = new Publisher() {
        @Override
        public void publish(Room room, Draft draft) {
            room.publish(draft, message -> {});
        }

        @Override
        public void afterwards(Runnable task) {
            task.run();
        }

        @Override
        public void close() {}
    };
}

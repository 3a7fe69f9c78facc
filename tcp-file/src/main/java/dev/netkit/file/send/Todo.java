package dev.netkit.file.send;

import dev.netkit.file.FileEvent;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;

/** The files whose fate is not known yet, over all connections that it takes to send them. For one thread. */
final class Todo {
    private final List<Outgoing> left;
    private final Map<Outgoing, FileEvent.Skipped> putOff = new LinkedHashMap<>();
    private boolean progress;
    private long furthest;

    Todo(List<Outgoing> files) {
        left = new LinkedList<>(files); // most files are done in order, and each goes from the head then
    }

    /** What is to be sent, in order. */
    List<Outgoing> left() {
        return List.copyOf(left);
    }

    boolean isDone() {
        return left.isEmpty();
    }

    /** Whether a connection that has failed can be made up for: a stream cannot be read again. */
    boolean canBeSentAgain() {
        return left.stream().allMatch(file -> file.path().isPresent());
    }

    /** The file's fate is known. */
    void done(Outgoing file) {
        left.remove(file);
        furthest = 0;
        progress = true;
    }

    /** The receiver has so much of the file that is sent next. */
    void reached(long offset) {
        progress |= offset > furthest;
        furthest = Math.max(furthest, offset);
    }

    /** The receiver is busy with that name; what to tell if that does not change. */
    void putOff(Outgoing file, FileEvent.Skipped skipped) {
        putOff.put(file, skipped);
    }

    /** Which files were put off since the last time, and what to tell of them. */
    Map<Outgoing, FileEvent.Skipped> takePutOff() {
        Map<Outgoing, FileEvent.Skipped> taken = new LinkedHashMap<>(putOff);
        putOff.clear();
        return taken;
    }

    /** Whether anything was gained since the last time. */
    boolean takeProgress() {
        boolean made = progress;
        progress = false;
        return made;
    }
}

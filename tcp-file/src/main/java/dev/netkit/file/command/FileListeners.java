package dev.netkit.file.command;

import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The output, the receipts and the program that the user asked for, one behind the other. */
final class FileListeners implements FileListener, Closeable {
    private final Deque<Closeable> open = new ArrayDeque<>();
    private FileListener first;

    private FileListeners(FileListener output) {
        first = output;
    }

    /** {@code program} and {@code receipts} may be null: then there are none. {@code patient}: see {@link AfterStored}. */
    static FileListeners of(FileListener output, String program, boolean patient, Path receipts) throws IOException {
        FileListeners listeners = new FileListeners(output);
        if (program != null) {
            listeners.add(new AfterStored(program, patient, listeners.first));
        }
        if (receipts != null) {
            listeners.add(Receipts.open(receipts, listeners.first));
        }
        return listeners;
    }

    private <T extends FileListener & Closeable> void add(T listener) {
        first = listener;
        open.push(listener);
    }

    @Override
    public void on(FileEvent event) {
        first.on(event);
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}

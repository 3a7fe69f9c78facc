package dev.netkit.file.command;

import dev.netkit.common.cli.ExitCode;
import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Counts what became of the files, and knows the exit code that this makes. For one thread. */
final class Tally implements FileListener {
    private static final Set<String> OF_DISKS = Set.of(FileEvent.NO_SPACE, FileEvent.IO_ERROR, FileEvent.UNREADABLE);

    private final FileListener next;
    private long stored;
    private long skipped;
    private long failed;
    private long bytes;
    private boolean diskFailed;
    private boolean unverifiable;

    Tally(FileListener next) {
        this.next = next;
    }

    @Override
    public void on(FileEvent event) {
        next.on(event);
        if (event instanceof FileEvent.Stored done) {
            stored++;
            bytes += done.size();
        } else if (event instanceof FileEvent.Skipped refused) {
            skipped++;
            diskFailed |= OF_DISKS.contains(refused.code());
        } else if (event instanceof FileEvent.Failed lost) {
            failed++;
            boolean disk = OF_DISKS.contains(lost.code());
            diskFailed |= disk;
            unverifiable |= !disk;
        }
    }

    /** A file that cannot even be offered. */
    void unreadable(String name, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        on(new FileEvent.Failed(Optional.empty(), name, FileEvent.UNREADABLE, why));
    }

    long stored() {
        return stored;
    }

    long skipped() {
        return skipped;
    }

    long failed() {
        return failed;
    }

    long bytes() {
        return bytes;
    }

    /** A digest that does not match is worse than a disk, and that is worse than a clean refusal. */
    int exitCode() {
        if (unverifiable) {
            return ExitCode.PROTOCOL;
        }
        if (diskFailed) {
            return ExitCode.LOCAL;
        }
        return skipped > 0 ? ExitCode.NO : ExitCode.DONE;
    }
}

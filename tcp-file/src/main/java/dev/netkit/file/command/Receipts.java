package dev.netkit.file.command;

import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends a line to a file for each file that was stored, in one write, so that the lines of two servers do not mix. */
final class Receipts implements FileListener, Closeable {
    private final FileChannel file;
    private final FileListener next;

    private Receipts(FileChannel file, FileListener next) {
        this.file = file;
        this.next = next;
    }

    /** Opens the file, and passes on what it hears; a file that cannot be written is found out here. */
    static Receipts open(Path path, FileListener next) throws LocalFileException {
        try {
            return new Receipts(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND), next);
        } catch (IOException e) {
            throw new LocalFileException("cannot write the receipts to " + path, e);
        }
    }

    @Override
    public void on(FileEvent event) {
        if (event instanceof FileEvent.Stored stored) {
            write(stored);
        }
        next.on(event);
    }

    private void write(FileEvent.Stored stored) {
        JsonLine line = JsonLine.event("stored")
                .with("peer", Endpoint.of(stored.peer()))
                .with("name", stored.name())
                .with("file", stored.path().map(Path::toString).orElse(""))
                .with("size", stored.size());
        stored.sha256().ifPresent(sha256 -> line.with("sha256", sha256));
        try {
            file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            next.on(new FileEvent.NotDone(stored.peer(), stored.name(), "its receipt cannot be written"));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

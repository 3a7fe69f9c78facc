package dev.netkit.file.send;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where the bytes of a file that is sent come from. What fails here is the local side's fault, and says so. */
final class Source implements Closeable {
    private final Optional<FileChannel> file;
    private final InputStream bytes;

    private Source(Optional<FileChannel> file, InputStream bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    static Source open(Outgoing outgoing) throws UnreadableException {
        if (outgoing.path().isEmpty()) {
            return new Source(Optional.empty(), outgoing.stream().orElseThrow());
        }
        try {
            FileChannel file = FileChannel.open(outgoing.path().get(), StandardOpenOption.READ);
            return new Source(Optional.of(file), Channels.newInputStream(file));
        } catch (IOException e) {
            throw new UnreadableException("it cannot be opened any more", e);
        }
    }

    /** The file itself; empty for a stream. */
    Optional<FileChannel> file() {
        return file;
    }

    /** Goes to that place in the file. */
    void seek(long offset) throws UnreadableException {
        try {
            file.orElseThrow().position(offset);
        } catch (IOException e) {
            throw UnreadableException.of(e);
        }
    }

    /** Reads up to so many bytes into the array; blocks until there are some; -1 = the end. */
    int read(byte[] target, int most) throws UnreadableException {
        try {
            return bytes.read(target, 0, most);
        } catch (IOException e) {
            throw UnreadableException.of(e);
        }
    }

    /** Reads exactly so many bytes. */
    byte[] readAll(int length) throws UnreadableException {
        byte[] all;
        try {
            all = bytes.readNBytes(length);
        } catch (IOException e) {
            throw UnreadableException.of(e);
        }
        if (all.length < length) {
            throw new UnreadableException("it became shorter while it was sent");
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}

package dev.netkit.chat.history;

import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.common.file.OwnerOnly;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A room's messages in a file, one line each, that only grows. Where the end of it may be missing something that somebody
 * was told, the numbers get another epoch. The file is made with the first message.
 */
final class RoomFile implements RoomStore {
    private static final Set<OpenOption> OPEN = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    /** How long to wait for what was told and is not written yet. */
    private static final Duration CATCHING_UP = Duration.ofSeconds(10);

    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(1);

    private final Path path;
    private final boolean durable;
    private final RoomMemory memory;
    private Optional<HistoryLine.Header> pendingHeader;
    private volatile long oldest;
    private long length;
    private FileChannel file;
    private boolean incomplete;
    private boolean closed;
    private volatile long stored;
    private final ReentrantLock lock = new ReentrantLock(); // who begins is another thread than who appends

    private RoomFile(
            Path path, boolean durable, RoomMemory memory, RoomScan scan, Optional<HistoryLine.Header> header) {
        this.path = path;
        this.durable = durable;
        this.memory = memory;
        this.oldest = scan.oldest();
        this.length = scan.length();
        this.stored = durable ? Long.MAX_VALUE : memory.head();
        this.pendingHeader = header;
    }

    /** Reads what is there; what a crash has left of a last line is cut off. */
    static RoomFile open(Path path, String room, boolean durable) throws IOException {
        if (Files.exists(path) && !RoomScan.isHistory(path)) {
            throw new IOException(path + " is no history of a room");
        }
        RoomScan scan = repair(path);
        boolean goesOn = scan.header().isPresent() && scan.clean();
        String epoch = goesOn ? scan.header().get().epoch() : ForgetfulStore.newEpoch();
        HistoryLine.Header header = new HistoryLine.Header(room, epoch, durable);
        boolean same = goesOn && durable && scan.header().get().equals(header);
        return new RoomFile(
                path,
                durable,
                new RoomMemory(epoch, scan.recent()),
                scan,
                same ? Optional.empty() : Optional.of(header));
    }

    /** Cuts off what a crash has left of a last line. */
    static RoomScan repair(Path path) throws IOException {
        try {
            RoomScan scan = RoomScan.of(path);
            if (Files.size(path) > scan.length()) {
                try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    file.truncate(scan.length());
                }
            }
            return scan;
        } catch (NoSuchFileException e) {
            return new RoomScan(0, Optional.empty(), true, Long.MAX_VALUE, List.of());
        }
    }

    @Override
    public RoomMemory memory() {
        return memory;
    }

    @Override
    public long oldest() {
        return oldest;
    }

    @Override
    public void begin() throws IOException {
        lock.lock();
        try {
            if (pendingHeader.isPresent()) {
                write(List.of());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void append(List<ChatMessage> messages) throws IOException {
        if (messages.isEmpty()) {
            return;
        }
        long last = messages.get(messages.size() - 1).seq();
        lock.lock();
        try {
            write(messages);
            oldest = Math.min(oldest, messages.get(0).seq());
        } catch (IOException e) {
            if (!durable) { // the room was told all the same: what is above cannot be shown as if it were all
                incomplete = true;
                oldest = last + 1;
            }
            throw e;
        } finally {
            stored = durable ? stored : last;
            lock.unlock();
        }
    }

    private void write(List<ChatMessage> messages) throws IOException {
        if (closed) {
            throw new IOException("the room has ended"); // and another one may write there
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream(messages.size() * 200);
        pendingHeader.ifPresent(header -> add(lines, header));
        messages.forEach(message -> add(lines, HistoryLine.Said.of(message)));
        write(lines.toByteArray());
        pendingHeader = Optional.empty();
    }

    private static void add(ByteArrayOutputStream lines, HistoryLine line) {
        lines.writeBytes(HistoryLine.CODEC.encode(line));
        lines.write('\n');
    }

    /** All of it, or as if nothing had been. */
    private void write(byte[] bytes) throws IOException {
        boolean written = false;
        try {
            FileChannel open = file();
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                open.write(rest, length + rest.position());
            }
            if (durable) {
                open.force(false);
            }
            length += bytes.length;
            written = true;
        } finally {
            if (!written) {
                undo();
            }
        }
    }

    private void undo() {
        if (file == null) {
            return;
        }
        try (FileChannel open = file) {
            open.truncate(length);
        } catch (IOException e) {
            // whoever opens it next cuts it off
        } finally {
            file = null;
        }
    }

    private FileChannel file() throws IOException {
        if (file == null) {
            boolean fresh = Files.notExists(path);
            file = FileChannel.open(path, OPEN, OwnerOnly.file(path));
            file.truncate(length);
            if (fresh && durable) {
                forceFolder();
            }
        }
        return file;
    }

    /** A file that is forced may still have no name after a crash. */
    private void forceFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void read(long from, long to, Sink sink) throws IOException {
        awaitStored(to);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            for (Optional<byte[]> line = RoomScan.line(in); line.isPresent(); line = RoomScan.line(in)) {
                Optional<ChatMessage> message = RoomScan.message(line.get());
                if (message.isPresent() && message.get().seq() > to) {
                    return;
                }
                if (message.isPresent() && message.get().seq() >= from) {
                    sink.take(message.get());
                }
            }
        }
    }

    private void awaitStored(long seq) throws IOException {
        long end = System.nanoTime() + CATCHING_UP.toNanos();
        while (stored < seq) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("the history is not written in time");
            }
            LockSupport.parkNanos(this, POLL);
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            end();
        } finally {
            lock.unlock();
        }
    }

    private void end() throws IOException {
        closed = true;
        if (file == null) {
            return;
        }
        try (FileChannel open = file) {
            if (incomplete) {
                return; // an unclean end: it is not true that everything stands above
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            add(line, new HistoryLine.Closed(Instant.now()));
            open.write(ByteBuffer.wrap(line.toByteArray()), length);
            open.force(false);
        } finally {
            file = null;
        }
    }
}

package dev.netkit.chat.history;

import dev.netkit.common.crypto.Sha256;
import dev.netkit.common.file.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** A folder with a file for each room. One server at a time uses it. */
public final class HistoryFolder implements RoomStore.Shelf {
    private static final String LOCK = ".lock";
    private static final String SUFFIX = ".jsonl";

    /** File systems take 255 bytes for a name. */
    private static final int LONGEST_NAME = 200;

    private final Path folder;
    private final boolean durable;

    private final FileChannel lock;

    private HistoryFolder(Path folder, boolean durable, FileChannel lock) {
        this.folder = folder;
        this.durable = durable;
        this.lock = lock;
    }

    /**
     * Takes the folder, makes it if it is not there, and repairs what a crash has left.
     *
     * @throws HistoryException if that cannot be done, or another server has it
     */
    public static HistoryFolder open(Path folder, boolean durable) throws HistoryException {
        try {
            Files.createDirectories(folder, OwnerOnly.folder(folder));
            HistoryFolder history = new HistoryFolder(folder, durable, lock(folder));
            history.repair();
            return history;
        } catch (IOException e) {
            throw new HistoryException(e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel file = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return file;
            }
        } catch (OverlappingFileLockException e) {
            // another server of this process
        }
        file.close();
        throw new IOException("another server has it");
    }

    private void repair() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                if (RoomScan.isHistory(file)) {
                    RoomFile.repair(file);
                }
            }
        }
    }

    @Override
    public RoomStore open(String room) throws IOException {
        return RoomFile.open(folder.resolve(fileName(room)), room, durable);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /**
     * Letters that a file system may take for one another, and all that is not plain, as %XX. A name that is too long
     * stands as its digest, behind a sign that no %XX begins with.
     */
    static String fileName(String room) {
        StringBuilder name = new StringBuilder();
        for (byte b : room.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' || b == '_';
            name.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return (name.length() <= LONGEST_NAME
                        ? name
                        : "%sha256-" + HexFormat.of().formatHex(Sha256.of(room)))
                + SUFFIX;
    }
}

package dev.netkit.file;

import dev.netkit.file.send.Outgoing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For each test a folder, an inbox in it that no server has made yet, and files to send there. */
abstract class InboxFixture {
    @TempDir
    Path folder;

    Path inbox;

    @BeforeEach
    void nameInbox() {
        inbox = folder.resolve("inbox");
    }

    /** What is to be sent under that name, with so many bytes. */
    Outgoing file(String name, int size) throws IOException {
        Path path = folder.resolve("source-" + size);
        return Outgoing.file(name, Files.write(path, Transfers.bytes(size)));
    }

    /** The names of all that lies in the inbox, in order. */
    List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(inbox)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}

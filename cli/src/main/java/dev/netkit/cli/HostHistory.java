package dev.netkit.cli;

import dev.netkit.common.cli.UserFolders;
import dev.netkit.common.file.OwnerOnly;
import dev.netkit.common.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The servers that this user's clients have talked to, one a line, for the completion of shells. A convenience: whatever
 * goes wrong with it, no command fails for it.
 */
final class HostHistory {
    static final int MOST = 100;
    private static final int LONGEST = 300;

    private final Optional<Path> file;

    HostHistory(Optional<Path> file) {
        this.file = file;
    }

    /** That of whoever runs this process; nothing is kept with {@code NETKIT_HOSTS=off}. */
    static HostHistory ofProcess() {
        return new HostHistory(
                "off".equals(System.getenv("NETKIT_HOSTS"))
                        ? Optional.empty()
                        : Optional.of(UserFolders.ofProcess().state().resolve("hosts")));
    }

    /** Keeps a server as it was given; the disk is written to only the first time. */
    void remember(String server) {
        if (file.isEmpty() || !isPlain(server)) {
            return;
        }
        try {
            List<String> known = known();
            if (!known.contains(server)) {
                write(server, known);
            }
        } catch (IOException | RuntimeException e) {
            // Another time.
        }
    }

    /** What a shell takes for nothing but text. */
    private static boolean isPlain(String server) {
        return server.length() <= LONGEST && server.matches("[A-Za-z0-9\\[][A-Za-z0-9._:/\\[\\]-]*");
    }

    private List<String> known() throws IOException {
        return Files.exists(file.get()) ? Files.readAllLines(file.get()) : List.of();
    }

    private void write(String server, List<String> known) throws IOException {
        Path folder = file.get().getParent();
        if (!Files.exists(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, OwnerOnly.folder(folder));
        }
        List<String> lines = new ArrayList<>(List.of(server));
        lines.addAll(known.subList(0, Math.min(known.size(), MOST - 1)));
        byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.replace(file.get(), content, OwnerOnly.file(file.get()));
    }
}

package dev.netkit.cli;

import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import dev.netkit.file.receive.FileServer;
import dev.netkit.file.receive.FileServerConfig;
import dev.netkit.file.receive.InboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The file commands' part of the training: small files, a large one and a stream, in a folder that is gone afterwards. */
final class FileTraining {
    private static final int SMALL_FILES = 200;
    private static final int LARGE_BYTES = 2 * 1024 * 1024;

    private FileTraining() {}

    static void run() throws IOException {
        Path folder = Files.createTempDirectory("netkit");
        try {
            send(folder);
            RunningServer.runAndStop(
                    "file-server",
                    "--bind",
                    "127.0.0.1",
                    "-p",
                    "0",
                    "-q",
                    "--dir",
                    folder.resolve("in").toString());
        } finally {
            delete(folder);
        }
    }

    private static void send(Path folder) throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        for (int i = 0; i < SMALL_FILES; i++) {
            Files.write(source.resolve("small-" + i), new byte[i]);
        }
        Files.write(source.resolve("large"), new byte[LARGE_BYTES]);
        TcpServerConfig tcp = TcpServerConfig.of("file", ListenAddress.loopback(0));
        try (RunningServer server = RunningServer.start(FileServer.open(
                new FileServerConfig(tcp, List.of(), false),
                InboxSettings.of(folder.resolve("inbox")),
                ServiceListener.NONE,
                event -> {}))) {
            Training.silent("").run("send-file", "-r", server.endpoint(), source.toString());
            Training.silent("hello").run("send-file", "--json", server.endpoint(), "-", "--name", "stream");
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

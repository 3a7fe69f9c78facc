package dev.netkit.file;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import dev.netkit.file.receive.FileServer;
import dev.netkit.file.receive.FileServerConfig;
import dev.netkit.file.receive.InboxSettings;
import dev.netkit.file.send.FileSender;
import dev.netkit.file.send.Outgoing;
import dev.netkit.file.send.SenderSettings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A file server over loopback, a sender, and what both of them told. */
final class Transfers implements Closeable {
    final List<FileEvent> atServer = Collections.synchronizedList(new ArrayList<>());
    final List<FileEvent> atSender = Collections.synchronizedList(new ArrayList<>());
    final RunningServer server;
    private SenderSettings settings;

    private Transfers(InboxSettings inbox, int port, List<FernetKey> serverKeys, List<FernetKey> senderKeys)
            throws IOException {
        TcpServerConfig tcp = TcpServerConfig.of("file", ListenAddress.loopback(port));
        server = RunningServer.start(FileServer.open(
                new FileServerConfig(tcp, serverKeys, false), inbox, ServiceListener.NONE, atServer::add));
        Endpoint endpoint = new Endpoint("127.0.0.1", server.address().getPort());
        settings = new SenderSettings(endpoint, Duration.ofSeconds(10), senderKeys, true, 0, Duration.ZERO);
    }

    static Transfers into(Path folder) throws IOException {
        return into(InboxSettings.of(folder));
    }

    static Transfers into(InboxSettings inbox) throws IOException {
        return into(inbox, 0);
    }

    static Transfers into(InboxSettings inbox, int port) throws IOException {
        return new Transfers(inbox, port, List.of(), List.of());
    }

    static Transfers sealed(Path folder, List<FernetKey> serverKeys, List<FernetKey> senderKeys) throws IOException {
        return new Transfers(InboxSettings.of(folder), 0, serverKeys, senderKeys);
    }

    void send(Outgoing... files) throws IOException {
        new FileSender(settings, ServiceListener.NONE, atSender::add).send(List.of(files));
    }

    /** What the sender was told of files that failed. */
    List<FileEvent.Failed> failures() {
        return atSender.stream()
                .filter(FileEvent.Failed.class::isInstance)
                .map(FileEvent.Failed.class::cast)
                .toList();
    }

    /** The last thing that the sender was told. */
    FileEvent last() {
        return atSender.get(atSender.size() - 1);
    }

    /** Random bytes, the same in every run. */
    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        server.close();
    }
}

package dev.netkit.file.receive;

import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.MessageFormat;
import dev.netkit.common.net.BulkBuffers;
import dev.netkit.common.net.ConnectionHandler;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServer;
import dev.netkit.common.net.WithoutPortions;
import dev.netkit.file.FileListener;
import dev.netkit.file.Protocol;
import dev.netkit.file.ReceiverMessage;
import dev.netkit.file.SenderMessage;
import dev.netkit.file.StreamKeys;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Receives files. */
public final class FileServer {
    /** All connections together hold at most 32 MiB of direct buffers. */
    private static final int MOST_BUFFERS = 128;

    private FileServer() {}

    /** Opens the port of a server that puts files into a folder; {@link Server#serve()} then blocks. */
    public static Server open(FileServerConfig config, InboxSettings inbox, ServiceListener events, FileListener files)
            throws IOException {
        return open(config, new Inbox(inbox), events, files);
    }

    /** Opens the port of a server that takes one file and passes it on. */
    public static Server open(FileServerConfig config, OutputFile output, ServiceListener events, FileListener files)
            throws IOException {
        return open(config, (Taker) output, events, files);
    }

    private static Server open(FileServerConfig config, Taker taker, ServiceListener events, FileListener files)
            throws IOException {
        BulkBuffers shared = new BulkBuffers(ReceiveBuffers.BUFFER_BYTES, MOST_BUFFERS);
        ConnectionHandler handler = config.raw() ? raw(shared, taker, files) : protocol(config, shared, taker, files);
        return TcpServer.open(config.tcp(), handler, new WithoutPortions(events));
    }

    private static ConnectionHandler raw(BulkBuffers shared, Taker taker, FileListener files) {
        return connection -> {
            try (ReceiveBuffers buffers = new ReceiveBuffers(shared)) {
                new RawReception(connection, taker, buffers, files, Clock.systemDefaultZone()).run();
            }
        };
    }

    private static ConnectionHandler protocol(
            FileServerConfig config, BulkBuffers shared, Taker taker, FileListener files) {
        StreamKeys keys = new StreamKeys(config.keys().stream().findFirst());
        MessageFormat<SenderMessage, ReceiverMessage> format = new MessageFormat<>(
                MessageCodec.of(SenderMessage.class),
                MessageCodec.of(ReceiverMessage.class),
                Optional.of(FrameEncoding.BINARY),
                Protocol.MESSAGE_LIMIT,
                MessageSeal.of(config.keys()));
        return connection -> {
            try (ReceiveBuffers buffers = new ReceiveBuffers(shared)) {
                new Reception(connection, new MessageChannel<>(connection, format), taker, keys, buffers, files).run();
            }
        };
    }
}

package dev.netkit.file;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.SealedStreamWriter;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.net.Connection;
import dev.netkit.file.ReceiverMessage.Accept;
import dev.netkit.file.SenderMessage.Begin;
import dev.netkit.file.SenderMessage.End;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** Sends one accepted file: {@code begin}, its data, {@code end} with its digest. */
final class DataSender implements Closeable {
    /** Up to here a file is read once and digested inline; a thread of its own would cost more. */
    private static final int SMALL = 256 * 1024;

    private final Connection connection;
    private final MessageChannel<ReceiverMessage, SenderMessage> channel;
    private final Outgoing file;
    private final boolean verified;
    private final RateLimit rate;
    private final Optional<FileChannel> source;
    private Optional<FileDigest> digest = Optional.empty();
    private long offset;

    private DataSender(
            Connection connection,
            MessageChannel<ReceiverMessage, SenderMessage> channel,
            Outgoing file,
            boolean verified,
            RateLimit rate,
            Optional<FileChannel> source) {
        this.connection = connection;
        this.channel = channel;
        this.file = file;
        this.verified = verified;
        this.rate = rate;
        this.source = source;
    }

    /** Opens the file; {@code rate} is that of the whole conversation. */
    static DataSender open(
            Connection connection,
            MessageChannel<ReceiverMessage, SenderMessage> channel,
            Outgoing file,
            boolean verified,
            RateLimit rate)
            throws UnreadableException {
        return new DataSender(connection, channel, file, verified, rate, source(file));
    }

    private static Optional<FileChannel> source(Outgoing file) throws UnreadableException {
        if (file.path().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileChannel.open(file.path().get(), StandardOpenOption.READ));
        } catch (IOException e) {
            throw new UnreadableException("it cannot be opened any more", e);
        }
    }

    /** Says where the data begins: at what the receiver has, if that is a prefix of the file. Returns that offset. */
    long begin(Accept accept) throws IOException {
        boolean large = source.isPresent() && size() > SMALL;
        if (verified && (large || accept.offset() > 0)) {
            digest = Optional.of(FileDigest.start(source.orElseThrow(), Math.min(accept.offset(), size()), size()));
        }
        boolean resumes = accept.offset() > 0
                && accept.offset() <= size()
                && digest.isPresent()
                && Optional.of(digest.get().ofPrefix()).equals(accept.prefixSha256());
        offset = resumes ? accept.offset() : 0;
        channel.send(new Begin(offset));
        return offset;
    }

    private long size() {
        return file.size().orElse(0L);
    }

    /** Sends the data from there on, and the end; blocks as long as the connection does. */
    void sendAll(Optional<FernetKey> streamKey) throws IOException {
        String sha256 = streamKey.isPresent() || file.size().isEmpty() ? sendStream(streamKey) : sendFile();
        channel.send(new End(verified ? Optional.of(sha256) : Optional.empty()));
    }

    private String sendFile() throws IOException {
        if (digest.isEmpty() && size() <= SMALL) {
            return sendSmall();
        }
        for (long at = offset; at < size(); ) {
            long portion = rate.allow(size() - at);
            long n = connection.write(source.orElseThrow(), at, portion);
            if (n < portion) {
                throw new SendFailedException("it became shorter while it was sent");
            }
            at += n;
        }
        return digest.isPresent() ? digest.get().ofAll() : "";
    }

    private String sendSmall() throws IOException {
        ByteBuffer whole = ByteBuffer.allocate((int) size());
        while (whole.hasRemaining()) {
            if (source.orElseThrow().read(whole) < 0) {
                throw new SendFailedException("it became shorter while it was sent");
            }
        }
        rate.spend(size());
        connection.write(whole.flip());
        return verified ? Digests.hex(updated(whole.flip())) : "";
    }

    private static MessageDigest updated(ByteBuffer data) {
        MessageDigest sha256 = Digests.sha256();
        sha256.update(data);
        return sha256;
    }

    /** Frames, or chunks of a sealed stream; the digest is made on the way unless a thread is at it already. */
    private String sendStream(Optional<FernetKey> streamKey) throws IOException {
        MessageDigest inline = Digests.sha256();
        boolean digestInline = verified && digest.isEmpty();
        byte[] buffer = new byte[Protocol.DATA_FRAME];
        SealedStreamWriter sealed =
                streamKey.isPresent() ? new SealedStreamWriter(streamKey.get(), channel::sendFrame) : null;
        try (InputStream in = input()) {
            long missing = file.size().map(size -> size - offset).orElse(Long.MAX_VALUE);
            int n;
            while (missing > 0 && (n = read(in, buffer, missing)) >= 0) {
                rate.spend(n);
                if (digestInline) {
                    inline.update(buffer, 0, n);
                }
                if (sealed != null) {
                    sealed.write(buffer, 0, n);
                } else if (n > 0) {
                    channel.sendFrame(Arrays.copyOf(buffer, n));
                }
                missing -= n;
            }
            if (missing > 0 && file.size().isPresent()) {
                throw new SendFailedException("it became shorter while it was sent");
            }
        }
        if (sealed != null) {
            sealed.finish();
        } else {
            channel.sendFrame(new byte[0]);
        }
        return digest.isPresent() ? digest.get().ofAll() : Digests.hex(inline);
    }

    private static int read(InputStream in, byte[] buffer, long missing) throws IOException {
        return in.read(buffer, 0, (int) Math.min(buffer.length, missing));
    }

    private InputStream input() throws IOException {
        if (source.isEmpty()) {
            return file.stream().orElseThrow();
        }
        return Channels.newInputStream(source.get().position(offset));
    }

    @Override
    public void close() throws IOException {
        if (source.isPresent()) {
            source.get().close();
        }
    }
}

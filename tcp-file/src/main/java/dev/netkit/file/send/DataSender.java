package dev.netkit.file.send;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.SealedStreamWriter;
import dev.netkit.file.Digests;
import dev.netkit.file.Protocol;
import dev.netkit.file.ReceiverMessage.Accept;
import dev.netkit.file.SenderMessage.Begin;
import dev.netkit.file.SenderMessage.End;
import java.io.Closeable;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** Sends one accepted file: {@code begin}, its data, {@code end} with its digest. */
final class DataSender implements Closeable {
    /** Up to here a file is read once and digested at once; handing it to a thread would cost more. */
    private static final int SMALL = 256 * 1024;

    private final Outlet outlet;
    private final Outgoing file;
    private final Source source;
    private Optional<FileDigest> digest = Optional.empty();
    private long offset;

    private DataSender(Outlet outlet, Outgoing file, Source source) {
        this.outlet = outlet;
        this.file = file;
        this.source = source;
    }

    /** Opens the file. */
    static DataSender open(Outlet outlet, Outgoing file) throws UnreadableException {
        return new DataSender(outlet, file, Source.open(file));
    }

    /** Says where the data begins: at what the receiver has, if that is a prefix of the file. Returns that offset. */
    long begin(Accept accept) throws IOException {
        long here = accept.offset();
        if (here < 0 || here > size()) {
            throw new ProtocolException("an offset of " + here + " in a file of " + size() + " bytes");
        }
        if (outlet.verified() && (here > 0 || source.file().isPresent() && !isSmall())) {
            digest =
                    Optional.of(FileDigest.start(outlet.digests(), source.file().orElseThrow(), here, size()));
        }
        boolean resumes = here > 0
                && digest.isPresent()
                && Optional.of(digest.get().ofPrefix()).equals(accept.prefixSha256());
        offset = resumes ? here : 0;
        outlet.channel().send(new Begin(offset));
        return offset;
    }

    /** Whether it goes in one piece; with a rate to be kept it does not. */
    private boolean isSmall() {
        return size() <= SMALL && !outlet.rate().isSet();
    }

    /** 0 for a stream, of which no receiver can have anything. */
    private long size() {
        return file.size().orElse(0L);
    }

    /**
     * Sends the data from there on, and the end; blocks as long as the connection does. Returns the digest in hex of the
     * whole file, if it is made.
     */
    Optional<String> sendAll(Optional<FernetKey> streamKey) throws IOException {
        Optional<String> sha256;
        if (streamKey.isPresent()) {
            sha256 = sendSealed(streamKey.get());
        } else if (file.size().isEmpty()) {
            sha256 = sendFrames();
        } else {
            sha256 = offset == 0 && digest.isEmpty() && isSmall() ? sendSmall() : sendBare();
        }
        outlet.channel().send(new End(sha256));
        return sha256;
    }

    private Optional<String> sendBare() throws IOException {
        FileChannel bytes = source.file().orElseThrow();
        for (long at = offset; at < size(); ) {
            long portion = outlet.rate().allow(size() - at);
            if (outlet.connection().write(bytes, at, portion) < portion) {
                throw new UnreadableException("it became shorter while it was sent");
            }
            at += portion;
        }
        return sha256();
    }

    private Optional<String> sendSmall() throws IOException {
        byte[] whole = source.readAll((int) size());
        outlet.connection().write(ByteBuffer.wrap(whole));
        if (!outlet.verified()) {
            return Optional.empty();
        }
        MessageDigest inline = Digests.sha256();
        inline.update(whole);
        return Optional.of(Digests.hex(inline));
    }

    private Optional<String> sha256() throws IOException {
        return digest.isPresent() ? Optional.of(digest.get().ofAll()) : Optional.empty();
    }

    private Optional<String> sendFrames() throws IOException {
        Optional<String> sha256 = sendPortions((data, n) -> {
            if (n > 0) {
                outlet.channel().sendFrame(Arrays.copyOf(data, n));
            }
        });
        outlet.channel().sendFrame(new byte[0]);
        return sha256;
    }

    private Optional<String> sendSealed(FernetKey streamKey) throws IOException {
        SealedStreamWriter sealed = new SealedStreamWriter(streamKey, outlet.channel()::sendFrame);
        Optional<String> sha256 = sendPortions((data, n) -> sealed.write(data, 0, n));
        sealed.finish();
        return sha256;
    }

    private interface Portion {
        void send(byte[] data, int length) throws IOException;
    }

    /** Reads to the end, or as far as the size says; the digest is made on the way unless a thread is at it already. */
    private Optional<String> sendPortions(Portion portions) throws IOException {
        MessageDigest inline = Digests.sha256();
        byte[] buffer = new byte[Protocol.DATA_FRAME];
        if (offset > 0) {
            source.seek(offset);
        }
        long missing = file.size().map(size -> size - offset).orElse(Long.MAX_VALUE);
        while (missing > 0) {
            int n = source.read(buffer, (int) Math.min(buffer.length, missing));
            if (n < 0) {
                break;
            }
            outlet.rate().spend(n);
            if (outlet.verified() && digest.isEmpty()) {
                inline.update(buffer, 0, n);
            }
            portions.send(buffer, n);
            missing -= n;
        }
        if (missing > 0 && file.size().isPresent()) {
            throw new UnreadableException("it became shorter while it was sent");
        }
        return outlet.verified() && digest.isEmpty() ? Optional.of(Digests.hex(inline)) : sha256();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

package dev.netkit.file.receive;

import dev.netkit.file.Digests;
import dev.netkit.file.ReceiverMessage.Accept;
import dev.netkit.file.ReceiverMessage.Stored;
import dev.netkit.file.SenderMessage.Offer;
import dev.netkit.file.receive.StoreFailedException.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one file that goes to a stream such as standard output. Whoever reads the stream sees the data before it is
 * verified, so only {@link #isComplete()} tells, at the end, whether it was all and right.
 */
public final class OutputFile implements Taker {
    private final OutputStream out;
    private final boolean verified;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile boolean complete;
    private volatile Optional<IOException> failure = Optional.empty();

    public OutputFile(OutputStream out, boolean verified) {
        this.out = out;
        this.verified = verified;
    }

    /** Whether a whole file went through, and was what its sender says. */
    public boolean isComplete() {
        return complete;
    }

    /** What the stream failed with, if it did. */
    public Optional<IOException> failure() {
        return failure;
    }

    @Override
    public Incoming take(Offer offer, Offerer offerer) throws RefusedException {
        if (!taken.compareAndSet(false, true)) {
            throw new RefusedException(RefusedException.Code.NOT_ALLOWED, "only one file is taken here");
        }
        return new Copy(offer);
    }

    private final class Copy implements Incoming {
        private final Offer offer;
        private final MessageDigest digest = Digests.sha256();
        private ReceiveBuffers buffers;
        private long position;

        Copy(Offer offer) {
            this.offer = offer;
        }

        @Override
        public Offer offer() {
            return offer;
        }

        @Override
        public Accept accept(Optional<byte[]> salt) {
            return new Accept(0, Optional.empty(), salt);
        }

        @Override
        public void begin(long offset, ReceiveBuffers connectionsBuffers) throws ProtocolException {
            if (offset != 0) {
                throw new ProtocolException("offset " + offset + " where 0 was accepted");
            }
            buffers = connectionsBuffers;
        }

        @Override
        public Optional<Long> missing() {
            return offer.size().map(size -> size - position);
        }

        @Override
        public ByteBuffer buffer() {
            return buffers.single();
        }

        @Override
        public void write(ByteBuffer buffer) throws StoreFailedException {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            digest.update(bytes);
            try {
                out.write(bytes);
            } catch (IOException e) {
                failure = Optional.of(e);
                throw new StoreFailedException(Code.IO_ERROR, "the output was closed after " + position + " bytes", e);
            }
            position += bytes.length;
        }

        @Override
        public Stored finish(Optional<String> sha256) throws StoreFailedException {
            String here = Digests.hex(digest);
            if (verified && !sha256.equals(Optional.of(here))) {
                throw new StoreFailedException(Code.CHECKSUM_MISMATCH, "the digest here is " + here);
            }
            complete = true;
            return new Stored(offer.name(), position, Optional.of(here), Optional.empty());
        }

        @Override
        public Optional<Path> storedAt() {
            return Optional.empty();
        }

        @Override
        public void abandon() {}
    }
}

package dev.netkit.file.receive;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.SealedStreamReader;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.net.Connection;
import dev.netkit.file.Protocol;
import dev.netkit.file.ReceiverMessage;
import dev.netkit.file.SenderMessage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Takes the data of one file from the connection: bare bytes, frames, or a sealed stream. */
final class DataReceiver {
    private final Connection connection;
    private final MessageChannel<SenderMessage, ReceiverMessage> channel;
    private final Incoming file;
    private final Optional<FernetKey> streamKey;

    DataReceiver(
            Connection connection,
            MessageChannel<SenderMessage, ReceiverMessage> channel,
            Incoming file,
            Optional<FernetKey> streamKey) {
        this.connection = connection;
        this.channel = channel;
        this.file = file;
        this.streamKey = streamKey;
    }

    /** Blocks until all of it is here. */
    void receiveAll() throws IOException, StoreFailedException {
        if (streamKey.isPresent()) {
            receiveSealed();
        } else if (file.missing().isPresent()) {
            receiveBare(file.missing().get());
        } else {
            receiveFrames();
        }
    }

    private void receiveBare(long length) throws IOException, StoreFailedException {
        for (long missing = length; missing > 0; ) {
            ByteBuffer buffer = file.buffer();
            buffer.limit((int) Math.min(buffer.capacity(), missing));
            fill(buffer);
            missing -= buffer.flip().remaining();
            file.write(buffer);
        }
    }

    /** Until the buffer is full: handing over each small portion costs more than receiving it. */
    private void fill(ByteBuffer buffer) throws IOException, StoreFailedException {
        try {
            while (buffer.hasRemaining()) {
                if (connection.read(buffer) < 0) {
                    throw new EOFException(
                            "the sender closed in the middle of " + file.offer().name());
                }
            }
        } catch (IOException e) {
            file.write(buffer.flip()); // so that it need not come again
            throw e;
        }
    }

    private void receiveFrames() throws IOException, StoreFailedException {
        for (byte[] data = frame(Protocol.DATA_FRAME); data.length > 0; data = frame(Protocol.DATA_FRAME)) {
            write(data, data.length);
        }
    }

    private byte[] frame(int limit) throws IOException {
        return channel.receiveFrame(limit)
                .orElseThrow(() -> new EOFException(
                        "the sender closed in the middle of " + file.offer().name()));
    }

    private void receiveSealed() throws IOException, StoreFailedException {
        InputStream data =
                new SealedStreamReader(streamKey.orElseThrow(), () -> Optional.of(frame(Protocol.SEALED_FRAME)));
        byte[] portion = new byte[Protocol.DATA_FRAME];
        Optional<Long> size = file.missing();
        long received = 0;
        for (int n = data.read(portion); n >= 0; n = data.read(portion)) {
            received += n;
            if (size.isPresent() && received > size.get()) {
                throw new ProtocolException("more data than the " + size.get() + " bytes that were due");
            }
            write(portion, n);
        }
        if (size.isPresent() && received < size.get()) {
            throw new ProtocolException("only " + received + " of the " + size.get() + " bytes that were due");
        }
    }

    private void write(byte[] data, int length) throws StoreFailedException {
        for (int done = 0; done < length; ) {
            ByteBuffer buffer = file.buffer();
            int n = Math.min(buffer.remaining(), length - done);
            file.write(buffer.put(data, done, n).flip());
            done += n;
        }
    }
}

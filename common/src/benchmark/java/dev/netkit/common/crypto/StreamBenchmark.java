package dev.netkit.common.crypto;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** How many chunks a second pass through whole sealed streams of 4 MiB, the start of each included. */
@State(Scope.Thread)
public class StreamBenchmark {
    static final int CHUNKS = 64;

    private final FernetKey key = Samples.key();
    private final byte[] data = Samples.bytes(SealedStream.CHUNK_BYTES);
    private final byte[] buffer = new byte[SealedStream.CHUNK_BYTES];
    private final List<byte[]> tokens = new ArrayList<>();

    @Setup
    public void prepare() throws IOException {
        write(tokens::add);
    }

    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public void write(Blackhole blackhole) throws IOException {
        write(blackhole::consume);
    }

    private void write(SealedStreamWriter.ChunkSink sink) throws IOException {
        try (SealedStreamWriter writer = new SealedStreamWriter(key, sink)) {
            for (int i = 0; i < CHUNKS; i++) {
                writer.write(data);
            }
            writer.finish();
        }
    }

    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public byte[] read() throws IOException {
        Iterator<byte[]> arriving = tokens.iterator();
        try (SealedStreamReader reader = new SealedStreamReader(key, () -> next(arriving))) {
            while (reader.read(buffer) >= 0) {
                // What was read is overwritten by what is read next.
            }
            return buffer;
        }
    }

    private static Optional<byte[]> next(Iterator<byte[]> arriving) {
        return arriving.hasNext() ? Optional.of(arriving.next()) : Optional.empty();
    }
}

package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BulkBuffersTest {
    @Test
    void buffersAreDirectEmptyAndOfTheSizeWanted() {
        ByteBuffer buffer = new BulkBuffers(1_000, 1).take().orElseThrow();
        assertThat(buffer.isDirect()).isTrue();
        assertThat(buffer.capacity()).isEqualTo(1_000);
        assertThat(buffer.position()).isZero();
        assertThat(buffer.remaining()).isEqualTo(1_000);
    }

    @Test
    void noMoreThanAllowedAreMade() {
        BulkBuffers buffers = new BulkBuffers(10, 2);
        ByteBuffer first = buffers.take().orElseThrow();
        ByteBuffer second = buffers.take().orElseThrow();
        assertThat(second).isNotSameAs(first);
        assertThat(buffers.take()).isEmpty();
        assertThat(buffers.take()).isEmpty();
    }

    @Test
    void bufferGivenBackIsTakenAgainEmpty() {
        BulkBuffers buffers = new BulkBuffers(10, 1);
        ByteBuffer buffer = buffers.take().orElseThrow();
        buffer.put(new byte[7]).flip();
        buffers.giveBack(buffer);

        ByteBuffer again = buffers.take().orElseThrow();
        assertThat(again).isSameAs(buffer);
        assertThat(again.position()).isZero();
        assertThat(again.remaining()).isEqualTo(10);
        assertThat(buffers.take()).isEmpty();
    }

    @Test
    void setOfNoneGivesNone() {
        assertThat(new BulkBuffers(10, 0).take()).isEmpty();
    }

    @Test
    void manyTakersAtOnceNeverShareABufferOrGetTooMany() throws Exception {
        BulkBuffers buffers = new BulkBuffers(1, 3);
        Set<ByteBuffer> inUse = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        Callable<Integer> taker = () -> {
            int most = 0;
            for (int i = 0; i < 5_000; i++) {
                ByteBuffer buffer = buffers.take().orElse(null);
                if (buffer != null) {
                    assertThat(inUse.add(buffer)).as("buffer is free").isTrue();
                    most = Math.max(most, inUse.size());
                    inUse.remove(buffer);
                    buffers.giveBack(buffer);
                }
            }
            return most;
        };
        ExecutorService takers = Executors.newFixedThreadPool(8);
        try {
            List<Integer> most = new ArrayList<>();
            for (Future<Integer> result : takers.invokeAll(Collections.nCopies(8, taker))) {
                most.add(result.get());
            }
            assertThat(most).allMatch(count -> count <= 3).anyMatch(count -> count > 0);
        } finally {
            takers.shutdownNow();
        }
    }
}

package dev.netkit.chat.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.delivery.FrameLog.Cursor;
import dev.netkit.chat.delivery.FrameLog.Slice;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FrameLogTest {
    private final FrameLog log = new FrameLog();

    @Test
    void aCursorAtTheHeadHasNothingToTake() {
        append("before");
        Cursor cursor = log.atHead();
        assertThat(cursor.next(false).length()).isZero();
        assertThat(cursor.next(true).length()).isZero();
        assertThat(cursor.lag()).isZero();
        assertThat(cursor.position()).isEqualTo(6);
    }

    @Test
    void aCursorSeesWhatIsAppendedAfterItWasMadeAndNothingElse() {
        append("before");
        Cursor cursor = log.atHead();
        append("after");
        assertThat(text(cursor.next(false))).isEqualTo("after");
    }

    @Test
    void everythingUpToTheHeadIsTakenInOnePiece() {
        Cursor cursor = log.atHead();
        append("one");
        append("two");
        Slice slice = cursor.next(false);
        assertThat(text(slice)).isEqualTo("onetwo");
        cursor.advance(slice);
        assertThat(cursor.next(false).length()).isZero();
    }

    @Test
    void aSliceThatWasNotTakenComesAgainWithWhatFollowed() {
        Cursor cursor = log.atHead();
        append("one");
        assertThat(text(cursor.next(false))).isEqualTo("one");
        append("two");
        assertThat(text(cursor.next(false))).isEqualTo("onetwo");
    }

    @Test
    void piecesAreTakenOneByOneWithTheirAuthors() {
        Cursor cursor = log.atHead();
        Object ann = new Object();
        log.append("one".getBytes(UTF_8), ann);
        log.append("three".getBytes(UTF_8), FrameLog.NOBODY);
        Slice first = cursor.next(true);
        assertThat(text(first)).isEqualTo("one");
        assertThat(first.author()).isSameAs(ann);
        cursor.advance(first);
        Slice second = cursor.next(true);
        assertThat(text(second)).isEqualTo("three");
        assertThat(second.author()).isSameAs(FrameLog.NOBODY);
    }

    @Test
    void aCursorThatBeginsInTheMiddleOfASegmentTakesTheRightPieces() {
        for (int i = 0; i < 20; i++) {
            append("before");
        }
        Cursor cursor = log.atHead();
        append("one");
        append("three");
        assertThat(taken(cursor, true)).containsExactly("one", "three");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 2047, 2048, 2049, FrameLog.LARGEST_SEGMENT, FrameLog.LARGEST_SEGMENT + 1, 1 << 20})
    void piecesOfEverySizeComeBackWhole(int length) {
        Cursor oneByOne = log.atHead();
        Cursor inOne = log.atHead();
        List<String> pieces = List.of("a".repeat(length), "b", "c".repeat(length), "d".repeat(length));
        pieces.forEach(this::append);
        assertThat(taken(oneByOne, true)).isEqualTo(pieces);
        assertThat(String.join("", taken(inOne, false))).isEqualTo(String.join("", pieces));
        assertThat(inOne.lag()).isZero();
    }

    @Test
    void aFullSegmentIsToldToWhoeverAppends() {
        assertThat(log.append(new byte[2048], FrameLog.NOBODY)).isFalse();
        assertThat(log.append(new byte[1], FrameLog.NOBODY)).isTrue();
        assertThat(log.append(new byte[1], FrameLog.NOBODY)).isFalse();
    }

    @Test
    void aSlowCursorIsAsFarBehindAsItSaysAndMissesNothing() {
        Cursor slow = log.atHead();
        Cursor fast = log.atHead();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            append("message " + i + "\n");
            all.append("message ").append(i).append('\n');
            taken(fast, false);
        }
        assertThat(fast.lag()).isZero();
        assertThat(slow.lag()).isEqualTo(all.length());
        assertThat(String.join("", taken(slow, false))).isEqualTo(all.toString());
        assertThat(slow.lag()).isZero();
        assertThat(slow.position()).isEqualTo(fast.position());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aReaderBesideTheAppenderMissesNothing(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] all = new byte[2_000_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) random.nextInt();
        }
        Cursor cursor = log.atHead();
        boolean onePiece = seed % 2 == 0;
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> take(cursor, all.length, onePiece));
        for (int offset = 0; offset < all.length; ) {
            int length = Math.min(all.length - offset, 1 + random.nextInt(random.nextInt(100) == 0 ? 100_000 : 300));
            log.append(Arrays.copyOfRange(all, offset, offset + length), offset);
            offset += length;
        }
        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo(all);
    }

    /** Checks by the way that each piece's author is the offset that the piece has. */
    private static byte[] take(Cursor cursor, int length, boolean onePiece) {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        while (taken.size() < length) {
            Slice slice = cursor.next(onePiece);
            if (slice.length() > 0) {
                assertThat(slice.author()).isEqualTo(onePiece ? taken.size() : FrameLog.NOBODY);
                taken.write(slice.bytes(), slice.offset(), slice.length());
                cursor.advance(slice);
            }
        }
        return taken.toByteArray();
    }

    private void append(String piece) {
        log.append(piece.getBytes(UTF_8), FrameLog.NOBODY);
    }

    private static List<String> taken(Cursor cursor, boolean onePiece) {
        List<String> taken = new ArrayList<>();
        for (Slice slice = cursor.next(onePiece); slice.length() > 0; slice = cursor.next(onePiece)) {
            taken.add(text(slice));
            cursor.advance(slice);
        }
        return taken;
    }

    private static String text(Slice slice) {
        return new String(slice.bytes(), slice.offset(), slice.length(), UTF_8);
    }
}

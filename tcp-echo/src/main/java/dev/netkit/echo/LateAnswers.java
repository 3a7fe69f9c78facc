package dev.netkit.echo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Tells a datagram that comes late, or twice, from a wrong one: it is what was sent earlier. Remembers the last messages
 * by a fingerprint; who numbers his messages needs no memory.
 */
final class LateAnswers {
    private static final int REMEMBERED = 1024;

    private final Set<Fingerprint> earlier = new LinkedHashSet<>();

    private record Fingerprint(int length, long number, long checksum) {
        static Fingerprint of(byte[] message) {
            CRC32C sum = new CRC32C();
            sum.update(message);
            return new Fingerprint(message.length, number(message), sum.getValue());
        }

        private static long number(byte[] message) {
            return message.length < Long.BYTES ? 0 : LateAnswers.number(ByteBuffer.wrap(message));
        }
    }

    /** The exchange of this message is over, whether it was answered or given up. */
    void over(byte[] message) {
        Fingerprint fingerprint = Fingerprint.of(message);
        earlier.remove(fingerprint); // it is the youngest now
        earlier.add(fingerprint);
        if (earlier.size() > REMEMBERED) {
            earlier.remove(earlier.iterator().next());
        }
    }

    /** Whether this answers an earlier message and not the current one. */
    boolean isLate(byte[] answer, byte[] message) {
        return !Arrays.equals(answer, message) && earlier.contains(Fingerprint.of(answer));
    }

    /** The same where every message begins with a number that grows, as {@link #number} reads it. */
    static boolean isLate(ByteBuffer answer, ByteBuffer message) {
        return answer.limit() >= Long.BYTES && number(answer) < number(message);
    }

    static long number(ByteBuffer message) {
        return message.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    }
}

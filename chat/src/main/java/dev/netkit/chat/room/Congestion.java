package dev.netkit.chat.room;

import dev.netkit.common.net.EndReason;
import java.util.List;

/**
 * How far a room is behind with what is told there. A few who do not read are cut off and keep nobody waiting; when most
 * are behind, whoever speaks is too fast. For use by many threads at once.
 */
final class Congestion {
    /** A member that is so many bytes behind is cut off: it reads too slowly, or not at all. */
    private static final long MOST_BEHIND = 4L << 20;

    /** While half of the room is so many bytes behind, whoever speaks waits. */
    private static final long CONGESTED = 1L << 20;

    private volatile boolean congested;

    /** Looks how far each is behind, and cuts off the hopeless. */
    void look(List<Seat> seats) {
        int behind = 0;
        for (Seat seat : seats) {
            long lag = seat.feed().lag();
            behind += lag > CONGESTED ? 1 : 0;
            if (lag > MOST_BEHIND) {
                seat.member().dismiss(EndReason.STUCK_WRITE);
            }
        }
        congested = behind > seats.size() / 2;
    }

    /** As of the last look. */
    boolean isHere() {
        return congested;
    }
}

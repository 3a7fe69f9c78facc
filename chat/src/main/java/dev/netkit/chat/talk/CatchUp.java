package dev.netkit.chat.talk;

import java.util.List;

/**
 * What a client is told that has missed something.
 *
 * @param from the first number that follows
 * @param to the last one, less than {@code from} if nothing follows
 * @param complete whether that is all that it has missed
 * @param recent those of them that are at hand, the last ones; the others are in the store
 */
public record CatchUp(String room, String epoch, long from, long to, boolean complete, List<ChatMessage> recent) {
    /** The first number that is at hand. */
    public long firstAtHand() {
        return recent.isEmpty() ? to + 1 : recent.get(0).seq();
    }
}

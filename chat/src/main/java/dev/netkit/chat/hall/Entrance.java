package dev.netkit.chat.hall;

import dev.netkit.chat.room.Member;
import dev.netkit.chat.talk.DialectEncoder;
import dev.netkit.common.net.Connection;
import java.io.IOException;
import java.time.Clock;

/**
 * Where connections become members, whatever dialect they speak: each gets a writer of its own, and leaves everything
 * behind in order when its conversation ends.
 *
 * @param hall where they go
 */
public record Entrance(Hall hall, ChatRules rules, MemberListener listener) {
    /** What a dialect does with a connection, from the first request to the last. */
    public interface Conversation {
        void run(Participant participant) throws IOException;
    }

    /** By which everything here is timed. */
    public Clock clock() {
        return hall.clock();
    }

    /** Blocks until the conversation is over, and what was to be sent is sent. */
    public void admit(Connection connection, DialectEncoder encoder, Conversation conversation) throws IOException {
        Member member = new Member(connection, encoder);
        Participant participant = new Participant(hall, rules, member, listener);
        connection.beside(member.writer());
        try {
            conversation.run(participant);
        } finally {
            participant.depart();
            member.writer().finish();
        }
    }
}

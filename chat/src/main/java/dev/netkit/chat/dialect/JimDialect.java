package dev.netkit.chat.dialect;

import dev.netkit.chat.hall.Entrance;
import dev.netkit.chat.talk.RoomEvent.Shape;
import dev.netkit.common.net.Connection;
import java.io.IOException;
import java.time.Clock;

/** JSON objects back to back, as classes have written it for years. */
public final class JimDialect implements Dialect {
    private final Entrance entrance;
    private final JimWords words;

    /** @param clock by which what the server says is timed */
    public JimDialect(Entrance entrance, Clock clock) {
        this.entrance = entrance;
        this.words = new JimWords(new JimEncoder(Shape.MSG, clock), new JimEncoder(Shape.MESSAGE, clock));
    }

    @Override
    public boolean beginsWith(int firstByte) {
        return firstByte == '{';
    }

    @Override
    public void converse(Connection connection) throws IOException {
        entrance.admit(
                connection, words.shapeA(), participant -> new JimConversation(participant, words).run(connection));
    }

    /**
     * The two ways to tell JIM clients what no JIM client said.
     *
     * @param shapeA {@code msg} with {@code message}
     * @param shapeB {@code message} with {@code mess_text}
     */
    record JimWords(JimEncoder shapeA, JimEncoder shapeB) {
        JimEncoder of(Shape shape) {
            return shape == Shape.MESSAGE ? shapeB : shapeA;
        }
    }
}

package dev.netkit.chat.wire;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client may add to an envelope, in its {@code args}: words such as {@code session=…} and {@code id=…}, with blanks
 * between them. Other words are passed over.
 *
 * @param session as in {@link ChatRequest.Hello}
 * @param id as in {@link ChatRequest.Text}
 */
public record EnvelopeArgs(Optional<String> session, Optional<String> id) {
    private static final String SESSION = "session=";
    private static final String ID = "id=";

    /** From an envelope's {@code args}, whatever they are. */
    public static EnvelopeArgs of(String args) {
        return new EnvelopeArgs(value(SESSION, args), value(ID, args));
    }

    private static Optional<String> value(String key, String args) {
        return Stream.of(args.split(" "))
                .filter(word -> word.startsWith(key) && word.length() <= key.length() + ChatRequest.MAX_MARK)
                .map(word -> word.substring(key.length()))
                .findFirst();
    }

    /** As they stand in an envelope. */
    public String text() {
        return Stream.concat(session.map(SESSION::concat).stream(), id.map(ID::concat).stream())
                .collect(Collectors.joining(" "));
    }
}

package dev.netkit.chat.client;

import dev.netkit.chat.client.dialect.Heard;
import dev.netkit.chat.wire.ChatRequest;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * What was asked on one connection and is answered by a list of users, or refused. Answers do not say what they answer, but
 * come in the order of the questions. One thread asks while another one hears the answers.
 */
final class Questions {
    /** What can be wrong with a hello or a join, and with no text. */
    private static final Set<String> NOT_ABOUT_TEXTS = Set.of(Heard.Refused.NAME_TAKEN, "bad-name", "too-many-rooms");

    /** What can be wrong with a text only. */
    private static final Set<String> ABOUT_TEXTS = Set.of("no-such-user", "gone", "not-reading", "muted", "too-large");

    private final Queue<ChatRequest> asked = new ConcurrentLinkedQueue<>();

    /** It is about to be sent. */
    void ask(ChatRequest request) {
        if (request instanceof ChatRequest.Hello
                || request instanceof ChatRequest.Join
                || request instanceof ChatRequest.Who) {
            asked.add(request);
        }
    }

    /** The hello that was answered just now, if it was one. */
    Optional<ChatRequest.Hello> answeredHello() {
        return take(ChatRequest.Hello.class::isInstance).map(ChatRequest.Hello.class::cast);
    }

    /** What a list of the users of this room answers. */
    Optional<ChatRequest> answeredBy(String room) {
        return take(request -> request instanceof ChatRequest.Hello
                || request instanceof ChatRequest.Join join && join.room().equals(room)
                || request instanceof ChatRequest.Who who
                        && who.room().orElse(room).equals(room));
    }

    /** What was refused with this code by an error that names no text; empty if it can be none of the questions. */
    Optional<ChatRequest> refused(String code) {
        if (ABOUT_TEXTS.contains(code)) {
            return Optional.empty();
        }
        return take(request -> !NOT_ABOUT_TEXTS.contains(code) || !(request instanceof ChatRequest.Who));
    }

    private Optional<ChatRequest> take(Predicate<ChatRequest> wanted) {
        Optional<ChatRequest> first = asked.stream().filter(wanted).findFirst();
        first.ifPresent(asked::remove);
        return first;
    }
}

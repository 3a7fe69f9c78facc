package dev.netkit.chat.client;

import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.chat.wire.ChatRequest.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is still to be sent, in the order in which it was asked for, and the texts that were sent and have not come back.
 * Those go again, first of all and under the same ids, when the connection is another one. Not for use by two threads at
 * once.
 */
final class Outgoing {
    private static final int MOST_REMEMBERED = 1_000;

    private final Deque<ChatRequest> waiting = new ArrayDeque<>();
    private final Map<String, Text> underWay = new LinkedHashMap<>();
    private final Deque<String> refusals = new ArrayDeque<>();
    private final Set<String> done = new LinkedHashSet<>();
    private boolean open;
    private long settled;

    void add(ChatRequest request) {
        waiting.add(request);
    }

    int waiting() {
        return waiting.size();
    }

    /** The server has let us in: all may go, and first of all into these rooms. */
    void open(List<ChatRequest.Join> rooms) {
        open = true;
        waiting.removeIf(request -> request instanceof ChatRequest.Join || request instanceof ChatRequest.Leave);
        pushAll(rooms);
    }

    /** Nothing can go any more; what the next connection does not need is dropped. */
    void connectionLost() {
        open = false;
        waiting.removeIf(request -> !(request instanceof Text));
        pushAll(List.copyOf(underWay.values()));
        underWay.clear();
        refusals.clear();
    }

    private void pushAll(List<? extends ChatRequest> requests) {
        List<ChatRequest> reversed = new ArrayList<>(requests);
        Collections.reverse(reversed);
        reversed.forEach(waiting::push);
    }

    /** What is to be sent next, if something may go: a text only while fewer than {@code window} are under way. */
    Optional<ChatRequest> next(int window) {
        Optional<ChatRequest> next = open
                ? Optional.ofNullable(waiting.peek())
                : waiting.stream().filter(ChatRequest.Hello.class::isInstance).findFirst();
        if (next.isPresent() && next.get() instanceof Text text) {
            if (underWay.size() >= window || !refusals.isEmpty()) {
                return Optional.empty();
            }
            underWay.put(id(text), text);
        }
        next.ifPresent(waiting::remove);
        return next;
    }

    private static String id(Text text) {
        return text.id().orElseThrow();
    }

    /** The text of that id is stored, or gone for good; empty if that was known, or it was none of ours. */
    Optional<Text> settle(String id) {
        Optional<Text> text = Optional.ofNullable(underWay.remove(id));
        if (text.isEmpty()) { // it may be about to be sent again, and have come back from the time before
            text = texts().filter(other -> id(other).equals(id)).findFirst();
            text.ifPresent(waiting::remove);
        }
        if (text.isPresent()) {
            settled++;
            done.add(id);
        }
        if (done.size() > MOST_REMEMBERED) {
            done.remove(done.iterator().next());
        }
        return text;
    }

    private Stream<Text> texts() {
        return waiting.stream().filter(Text.class::isInstance).map(Text.class::cast);
    }

    /** Whether that is the id of a text of ours whose fate is known. */
    boolean isSettled(String id) {
        return done.contains(id);
    }

    /** How many fates have become known so far. */
    long settled() {
        return settled;
    }

    /** How many texts wait or are under way. */
    int unsettled() {
        return underWay.size() + (int) texts().count();
    }

    /** Something was refused, and a text may be it: the other ones still come back, and then it is known. */
    void refused(String why) {
        refusals.add(why);
    }

    /**
     * What is known of refusals by now. Where no text is under way any more, one was about something else; where there
     * are as many as texts under way, they are about those.
     */
    List<ChatEvent> refusals() {
        List<ChatEvent> known = new ArrayList<>();
        while (!refusals.isEmpty() && refusals.size() >= underWay.size()) {
            String why = refusals.remove();
            Optional<Text> text = underWay.values().stream().findFirst();
            text.ifPresent(refused -> settle(id(refused)));
            known.add(
                    text.isPresent()
                            ? new ChatEvent.Unsaid(text.get().content(), why)
                            : new ChatEvent.Refused("", why));
        }
        return known;
    }
}

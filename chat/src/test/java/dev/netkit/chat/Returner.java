package dev.netkit.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.client.Cable;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A client whose cable is pulled again and again, and which comes back each time with its session and the last number
 * that it has seen, and says again what it does not know to be stored.
 */
final class Returner {
    private final InetSocketAddress server;
    private final String name;
    private final SplittableRandom random;
    private final int texts;
    private final List<Long> numbers = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private String epoch = "";
    private int confirmed;

    /** @param texts how many it has to say */
    Returner(InetSocketAddress server, String name, SplittableRandom random, int texts) {
        this.server = server;
        this.name = name;
        this.random = random;
        this.texts = texts;
    }

    /** The numbers of the room as they came. */
    List<Long> numbers() {
        return numbers;
    }

    /** What was heard, with its author. */
    List<String> heard() {
        return heard;
    }

    /** Goes on until everything of its own is stored and the room's last number is there. */
    void run(int pulls, long last) {
        for (int i = 0; i < pulls; i++) {
            visit(1 + random.nextInt(60), last);
        }
        visit(Integer.MAX_VALUE, last);
    }

    /** @param most after so many things heard the cable is pulled */
    private void visit(int most, long last) {
        try (Cable cable = new Cable(server);
                Chatter chatter = Chatter.binary(cable.address())) {
            hello(chatter);
            for (int i = confirmed; i < texts; i++) {
                chatter.says("text", "content", name + " says " + i, "id", "" + i);
            }
            for (int i = 0; i < most && (confirmed < texts || seen() < last); i++) {
                take(chatter.hears());
            }
            cable.cut();
        } catch (UncheckedIOException e) {
            throw new AssertionError(name + " has heard " + seen() + " of " + last + ", said " + confirmed, e);
        }
    }

    private void hello(Chatter chatter) {
        if (epoch.isEmpty()) {
            chatter.says("hello", "username", name, "since", 0, "session", "secret of " + name);
        } else {
            chatter.says("hello", "username", name, "since", seen(), "epoch", epoch, "session", "secret of " + name);
        }
    }

    private long seen() {
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }

    private void take(JsonNode one) {
        String type = one.path("type").asText();
        if (type.equals("history")) {
            epoch = one.path("epoch").asText();
            if (!one.path("complete").asBoolean()) {
                throw new AssertionError(name + " was not told everything: " + one);
            }
        } else if (type.equals("message")) {
            takeMessage(one);
        } else if (type.equals("error")) {
            throw new AssertionError(name + " was told " + one);
        }
    }

    /** The answer to what is said again has an old number: it confirms, and is not heard again. */
    private void takeMessage(JsonNode message) {
        if (message.path("username").asText().equals(name)) {
            confirmed = Math.max(confirmed, message.path("id").asInt() + 1);
        }
        boolean again = message.path("username").asText().equals(name)
                && message.path("seq").asLong() <= seen();
        if (!again) {
            numbers.add(message.path("seq").asLong());
            heard.add(message.path("content").asText());
        }
    }
}

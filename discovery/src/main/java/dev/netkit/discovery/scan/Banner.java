package dev.netkit.discovery.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Optional;

/** Hears the first line that a service says by itself, and says nothing. */
final class Banner implements Conversation {
    static final int LONGEST = 128;

    /** Some look up who connects before they greet. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public byte[] request() {
        return new byte[0];
    }

    @Override
    public int limit() {
        return LONGEST;
    }

    @Override
    public boolean isEnough(byte[] heard) {
        return text(heard).indexOf('\n') >= 0;
    }

    @Override
    public PortAnswer answer(PortAnswer open, byte[] heard) {
        Optional<String> line = text(heard).lines().map(String::strip).findFirst();
        return new PortAnswer(open.state(), open.roundTrip(), line.filter(text -> !text.isEmpty()), open.handshake());
    }

    private static String text(byte[] heard) {
        return new String(heard, UTF_8).stripLeading();
    }
}

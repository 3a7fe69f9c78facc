package dev.netkit.chat.client;

import dev.netkit.chat.client.line.Patience;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * How long a server has said nothing while somebody was listening, and what follows from that. One thread listens, and
 * another one looks.
 */
final class Silence {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Patience patience;
    private volatile Stage stage = Stage.HELLO;
    private volatile boolean listening;
    private volatile long since;
    private volatile boolean asked;
    private volatile long askedAt;

    /** What is waited for. */
    private enum Stage {
        HELLO,
        NOTHING,
        LIFE
    }

    Silence(Patience patience) {
        this.patience = patience;
    }

    /** Nothing was heard so far; somebody listens from now on. */
    void begins() {
        since = System.nanoTime();
        asked = false;
        listening = true;
    }

    /** Something was heard, and before {@link #begins} nobody listens, which is not the server's fault. */
    void ends() {
        listening = false;
    }

    /** The server has to answer a hello. */
    void expectAnswer() {
        since = System.nanoTime();
        stage = Stage.HELLO;
    }

    /** It is not the server's turn. */
    void expectNothing() {
        stage = Stage.NOTHING;
    }

    /** The server may be silent, but must answer a ping. */
    void expectLife() {
        stage = Stage.LIFE;
    }

    /** Whether it is time to ask the server for a sign of life; it was asked then. */
    boolean mustAsk() {
        if (stage != Stage.LIFE || !listening || asked || elapsed(since).compareTo(patience.silence()) < 0) {
            return false;
        }
        askedAt = System.nanoTime();
        asked = true;
        return true;
    }

    /** Throws if the silence has been too long. */
    void check() throws SocketTimeoutException {
        if (!listening) {
            return;
        }
        if (stage == Stage.HELLO && !patience.connect().isZero() && isOver(since, patience.connect())) {
            throw new SocketTimeoutException("no answer to the hello");
        }
        if (stage == Stage.LIFE && asked && isOver(askedAt, patience.answer())) {
            throw new SocketTimeoutException("the server does not answer any more");
        }
    }

    /** When to look again, at the latest. */
    Duration untilNextLook() {
        Duration next = switch (stage) {
            case HELLO -> patience.connect().isZero() ? LONGEST : left(since, patience.connect());
            case NOTHING -> LONGEST;
            case LIFE -> asked ? left(askedAt, patience.answer()) : left(since, patience.silence());
        };
        boolean soon = !next.isNegative() && !next.isZero();
        return soon && listening ? next : patience.answer(); // a listener of ours that is busy will begin anew
    }

    private static boolean isOver(long began, Duration limit) {
        return elapsed(began).compareTo(limit) >= 0;
    }

    private static Duration left(long began, Duration limit) {
        return limit.minus(elapsed(began));
    }

    private static Duration elapsed(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}

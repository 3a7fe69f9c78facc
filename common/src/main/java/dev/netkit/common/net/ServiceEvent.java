package dev.netkit.common.net;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Something that a server or a client tells about its work; one record for each kind, told to a listener. */
public sealed interface ServiceEvent {
    /** How closely one has to look to be shown the event. */
    enum Detail {
        /** Start, stop, and what went wrong. */
        ESSENTIAL,
        /** Who comes and goes, and how many bytes pass. */
        ACTIVITY,
        /** Every frame or portion with its bytes. */
        TRACE
    }

    /** The direction of data, seen from this program. */
    enum Direction {
        IN,
        OUT
    }

    default Detail detail() {
        return Detail.ACTIVITY;
    }

    <R> R tell(Handler<R> handler);

    /** One method for each event, so that a new event does not compile until everyone handles it. */
    interface Handler<R> {
        R starting(Starting event);

        R listening(Listening event);

        R connected(Connected event);

        R received(Received event);

        R sent(Sent event);

        R disconnected(Disconnected event);

        R problem(Problem event);

        R traced(Traced event);

        R stopped(Stopped event);
    }

    /** The service is about to open its port. */
    record Starting(String service) implements ServiceEvent {
        @Override
        public Detail detail() {
            return Detail.ESSENTIAL;
        }

        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.starting(this);
        }
    }

    /** The port is open; the address is the real one, with the port that the system picked for 0. */
    record Listening(String service, InetSocketAddress address) implements ServiceEvent {
        @Override
        public Detail detail() {
            return Detail.ESSENTIAL;
        }

        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.listening(this);
        }
    }

    record Connected(InetSocketAddress peer) implements ServiceEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.connected(this);
        }
    }

    record Received(InetSocketAddress peer, long bytes) implements ServiceEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.received(this);
        }
    }

    record Sent(InetSocketAddress peer, long bytes) implements ServiceEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.sent(this);
        }
    }

    /** A connection has ended; {@code received} and {@code sent} are its totals in bytes. */
    record Disconnected(InetSocketAddress peer, long received, long sent, EndReason reason, Optional<String> why)
            implements ServiceEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.disconnected(this);
        }
    }

    /** Something failed, and the service goes on. */
    record Problem(String what, String why) implements ServiceEvent {
        /** A problem for the reason that an exception gives, or by its name if it gives none. */
        public static Problem of(String what, Throwable cause) {
            return new Problem(what, Optional.ofNullable(cause.getMessage()).orElse(cause.toString()));
        }

        @Override
        public Detail detail() {
            return Detail.ESSENTIAL;
        }

        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.problem(this);
        }
    }

    /** A frame or a portion of data with its bytes, which the receiver must not change. */
    record Traced(InetSocketAddress peer, Direction direction, String annotation, byte[] bytes)
            implements ServiceEvent {
        @Override
        public Detail detail() {
            return Detail.TRACE;
        }

        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.traced(this);
        }
    }

    record Stopped(String service) implements ServiceEvent {
        @Override
        public Detail detail() {
            return Detail.ESSENTIAL;
        }

        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.stopped(this);
        }
    }
}

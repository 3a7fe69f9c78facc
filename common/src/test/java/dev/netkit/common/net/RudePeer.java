package dev.netkit.common.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The peers that every server meets and must outlive. Each visit takes two seconds and a few megabytes at most, closes
 * what it opened, and returns when the server closes on it; only a server that is not there makes it fail.
 */
public enum RudePeer {
    /** Connects and leaves, once by closing and once by ending its output, before it has said anything. */
    CLOSE_BEFORE_HEADER {
        @Override
        public void visit(InetSocketAddress server) throws IOException {
            RudeSocket.connect(server, PATIENCE).close();
            sayAndEndOutput(server, "", PATIENCE);
        }
    },

    /** Ends its output inside a header, in either encoding. */
    CUT_IN_HEADER {
        @Override
        public void visit(InetSocketAddress server) throws IOException {
            sayAndEndOutput(server, "\0\0", HALF_PATIENCE);
            sayAndEndOutput(server, "12", HALF_PATIENCE);
        }
    },

    /** Ends its output inside a payload, in either encoding. */
    CUT_IN_PAYLOAD {
        @Override
        public void visit(InetSocketAddress server) throws IOException {
            sayAndEndOutput(server, "\0\0\0\144half", HALF_PATIENCE);
            sayAndEndOutput(server, "100:half", HALF_PATIENCE);
        }
    },

    /** Announces the largest frames that a header can, and more, and begins to send them. */
    OVERSIZE {
        @Override
        public void visit(InetSocketAddress server) throws IOException {
            for (String header : List.of("\0\u00FF\u00FF\u00FF", "16777215:", "99999999:")) {
                try (RudeSocket socket = RudeSocket.connect(server, THIRD_OF_PATIENCE)) {
                    if (socket.send(bytes(header + "x".repeat(1_000)))) {
                        socket.awaitClose();
                    }
                }
            }
        }
    },

    /** Says what is no frame: noise, other protocols, headers that are almost right. */
    GARBAGE {
        @Override
        public void visit(InetSocketAddress server) throws IOException {
            byte[] noise = new byte[4_096];
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) random.nextInt();
            }
            for (String said : List.of(
                    new String(noise, ISO_8859_1),
                    "\u0016\3\1\2\0\1\0\1\u00FC\3\3",
                    "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    "\u00FF".repeat(100),
                    "-1:x",
                    "000000001:x")) {
                sayAndEndOutput(server, said, SIXTH_OF_PATIENCE);
            }
        }
    },

    /** Begins a frame and says nothing more. */
    STALL {
        @Override
        public void visit(InetSocketAddress server) throws IOException {
            try (RudeSocket socket = RudeSocket.connect(server, PATIENCE)) {
                if (socket.send(bytes("\0\0\0\144half"))) {
                    socket.awaitClose();
                }
            }
        }
    },

    /** Sends a frame one byte at a time, slowly. */
    DRIP {
        @Override
        public void visit(InetSocketAddress server) throws IOException {
            byte[] drops = bytes("1000:" + "x".repeat(1_000));
            try (RudeSocket socket = RudeSocket.connect(server, PATIENCE)) {
                for (int i = 0; i < drops.length; i++) {
                    if (!socket.send(new byte[] {drops[i]}) || !socket.pause(BETWEEN_DROPS)) {
                        return;
                    }
                }
            }
        }
    },

    /** Leaves with a reset: at once, inside a frame, and while an answer is under way. */
    RESET {
        @Override
        public void visit(InetSocketAddress server) throws IOException {
            for (String said : List.of("", "\0\0\0\144half", "5:hello".repeat(100))) {
                try (RudeSocket socket = RudeSocket.connect(server, PATIENCE)) {
                    socket.sendOnly(bytes(said));
                    socket.reset();
                }
            }
        }
    },

    /** Sends whole frames as fast as the server takes them, after some megabytes slowly, and never reads an answer. */
    NEVER_READS {
        @Override
        public void visit(InetSocketAddress server) throws IOException {
            byte[] frame = bytes("\0\0\4\0" + "x".repeat(1_024));
            try (RudeSocket socket = RudeSocket.connectWithSmallBuffer(server, PATIENCE)) {
                int sent = 0;
                while (socket.sendOnly(frame) && (sent < MOST_BYTES || socket.rest(BETWEEN_DROPS))) {
                    sent += frame.length;
                }
            }
        }
    },

    /** Sends small frames as fast as they go, drops the answers, and ends its output. */
    FLOOD {
        @Override
        public void visit(InetSocketAddress server) throws IOException {
            byte[] frames = bytes("5:hello".repeat(1_000));
            try (RudeSocket socket = RudeSocket.connect(server, PATIENCE)) {
                int sent = 0;
                while (sent < FLOOD_BYTES && socket.send(frames)) {
                    sent += frames.length;
                }
                if (socket.endOutput()) {
                    socket.awaitClose();
                }
            }
        }
    };

    private static final Duration PATIENCE = Duration.ofMillis(1_000);
    private static final Duration HALF_PATIENCE = PATIENCE.dividedBy(2);
    private static final Duration THIRD_OF_PATIENCE = PATIENCE.dividedBy(3);
    private static final Duration SIXTH_OF_PATIENCE = PATIENCE.dividedBy(6);
    private static final Duration BETWEEN_DROPS = Duration.ofMillis(25);
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int FLOOD_BYTES = 512 * 1024;

    /**
     * Visits the server once, in this peer's manner; blocks for two seconds at most.
     *
     * @throws IOException if no connection to the server comes about
     */
    public abstract void visit(InetSocketAddress server) throws IOException;

    private static void sayAndEndOutput(InetSocketAddress server, String said, Duration patience) throws IOException {
        try (RudeSocket socket = RudeSocket.connect(server, patience)) {
            if (socket.send(bytes(said)) && socket.endOutput()) {
                socket.awaitClose();
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}

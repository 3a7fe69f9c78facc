package dev.netkit.chat.history;

import dev.netkit.chat.talk.ChatMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a room's file holds.
 *
 * @param length up to where it is whole, in bytes
 * @param header the last one
 * @param clean whether nothing that anybody was told can be missing at the end
 * @param oldest the first message's number; more than any if there is none
 * @param recent the last messages
 */
record RoomScan(
        long length, Optional<HistoryLine.Header> header, boolean clean, long oldest, List<ChatMessage> recent) {
    private static final int LONGEST_LINE = 1 << 20;
    private static final byte[] HEADER = "{\"type\":\"room\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MESSAGE = "{\"type\":\"message\"".getBytes(StandardCharsets.UTF_8);

    /** A line, and where it ends in the file, its line end included. */
    private record Line(byte[] bytes, long end) {}

    /** Whether it begins as a room's file does, or may have before a crash; what does not is none of ours to repair. */
    static boolean isHistory(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(HEADER.length);
            return Arrays.equals(begin, Arrays.copyOf(HEADER, begin.length)) || begin[0] == 0;
        }
    }

    /** Reads a file from end to end; messages in the middle are passed by without a look at what they say. */
    static RoomScan of(Path file) throws IOException {
        Optional<HistoryLine.Header> header = Optional.empty();
        long oldest = Long.MAX_VALUE;
        Deque<Line> last = new ArrayDeque<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long end = 0;
            for (Optional<byte[]> line = line(in); line.isPresent(); line = line(in)) {
                end += line.get().length + 1;
                boolean message = startsWith(line.get(), MESSAGE);
                if (!message && parse(line.get()).orElse(null) instanceof HistoryLine.Header found) {
                    header = Optional.of(found);
                }
                if (message && oldest == Long.MAX_VALUE) {
                    oldest = message(line.get()).map(ChatMessage::seq).orElse(Long.MAX_VALUE);
                }
                last.add(new Line(line.get(), end));
                if (last.size() > RoomMemory.MESSAGES + 2) {
                    last.remove();
                }
            }
        }
        return of(header, oldest, last);
    }

    private static RoomScan of(Optional<HistoryLine.Header> header, long oldest, Deque<Line> last) {
        long length = last.isEmpty() ? 0 : last.getLast().end();
        boolean closed = !last.isEmpty() && parse(last.getLast().bytes()).orElse(null) instanceof HistoryLine.Closed;
        List<ChatMessage> recent = new ArrayList<>();
        last.forEach(line -> message(line.bytes()).ifPresent(recent::add));
        boolean clean = closed || header.map(HistoryLine.Header::durable).orElse(false);
        return new RoomScan(length, header, clean, oldest, recent);
    }

    /** The next line without its end; empty at the end of the file, and for what has no line end there. */
    static Optional<byte[]> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return Optional.empty();
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line of a room's history has at most " + LONGEST_LINE + " bytes");
            }
            line.write(b);
        }
        return Optional.of(line.toByteArray());
    }

    static Optional<ChatMessage> message(byte[] line) {
        return parse(line).orElse(null) instanceof HistoryLine.Said said
                ? Optional.of(said.message())
                : Optional.empty();
    }

    private static Optional<HistoryLine> parse(byte[] line) {
        try {
            return Optional.of(HistoryLine.CODEC.decode(line));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    private static boolean startsWith(byte[] line, byte[] prefix) {
        return line.length >= prefix.length && Arrays.equals(line, 0, prefix.length, prefix, 0, prefix.length);
    }
}

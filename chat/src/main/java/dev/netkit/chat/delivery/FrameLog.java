package dev.netkit.chat.delivery;

import java.util.Arrays;

/**
 * What was told in a room, in the bytes of one encoder: a chain of segments that grows at its head. Each reader has a
 * cursor of its own and takes everything from there to the head in one piece, without a copy; what no cursor points to
 * any more is garbage. One thread at a time appends; any number read, and never wait for it.
 */
public final class FrameLog {
    /** The author of what has none. */
    static final Object NOBODY = new Object();

    private static final int FIRST_SEGMENT = 2 * 1024;
    static final int LARGEST_SEGMENT = 64 * 1024;

    /** The bytes of a segment up to {@code end} never change again. */
    private static final class Segment {
        final long start;
        final byte[] bytes;
        int[] pieceEnds = new int[8];
        Object[] authors = new Object[8];
        int pieces;
        volatile int end;
        volatile Segment next;

        Segment(long start, int size) {
            this.start = start;
            this.bytes = new byte[size];
        }

        boolean hasRoomFor(int length) {
            return bytes.length - end >= length;
        }

        void append(byte[] piece, Object author) {
            int begin = end;
            System.arraycopy(piece, 0, bytes, begin, piece.length);
            if (pieces == pieceEnds.length) {
                pieceEnds = Arrays.copyOf(pieceEnds, 2 * pieces);
                authors = Arrays.copyOf(authors, 2 * pieces);
            }
            authors[pieces] = author;
            pieceEnds[pieces++] = begin + piece.length;
            end = begin + piece.length; // last: readers look at nothing before they have seen this
        }
    }

    /** A reader's place; not for use by two threads at once. */
    final class Cursor {
        private Segment segment;
        private int offset;
        private int piece; // of those who take one at a time
        private volatile long position;

        private Cursor(Segment segment) {
            this.segment = segment;
            this.offset = segment.end;
            this.piece = segment.pieces;
            this.position = segment.start + offset;
        }

        /** How many bytes from the beginning of the log were taken; any thread may ask. */
        long position() {
            return position;
        }

        /** How many bytes there are from the beginning of the log; any thread may ask. */
        long headPosition() {
            return headPosition;
        }

        /** How many bytes are there that were not taken; any thread may ask. */
        long lag() {
            return headPosition - position;
        }

        /**
         * Where the next bytes are: up to the head, but no further than one segment, or one piece if so wanted.
         *
         * @return empty slice at the head
         */
        Slice next(boolean onePiece) {
            int end = segment.end;
            while (offset == end && segment.next != null) {
                end = segment.end; // what was appended before there was a next one
                if (offset < end) {
                    break;
                }
                segment = segment.next;
                offset = 0;
                piece = 0;
                end = segment.end;
            }
            if (onePiece && offset < end) {
                return new Slice(segment.bytes, offset, segment.pieceEnds[piece] - offset, segment.authors[piece]);
            }
            return new Slice(segment.bytes, offset, end - offset, NOBODY);
        }

        /** The slice was taken. */
        void advance(Slice slice) {
            offset += slice.length();
            piece++;
            position = segment.start + offset;
        }
    }

    /**
     * Bytes that the reader must not change.
     *
     * @param author of one piece
     */
    record Slice(byte[] bytes, int offset, int length, Object author) {}

    private Segment head = new Segment(0, FIRST_SEGMENT);
    private volatile long headPosition;

    /**
     * Adds a piece at the head.
     *
     * @param author whoever takes one piece at a time learns whose it is
     *
     * @return whether a segment is full: a good moment to look after those who are behind
     */
    public boolean append(byte[] piece, Object author) {
        boolean full = !head.hasRoomFor(piece.length);
        if (full) {
            int size = Math.max(piece.length, Math.min(LARGEST_SEGMENT, 2 * head.bytes.length));
            Segment next = new Segment(headPosition, size);
            next.append(piece, author);
            head.next = next;
            head = next;
        } else {
            head.append(piece, author);
        }
        headPosition = head.start + head.end;
        return full;
    }

    /** A cursor at the head; to be asked for by whoever appends. */
    Cursor atHead() {
        return new Cursor(head);
    }
}

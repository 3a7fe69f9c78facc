package dev.netkit.cli.token;

import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.UsageException;
import java.io.IOException;
import java.util.Arrays;

/** Standard input to its end, in memory: a token can be neither made nor checked in parts. */
final class WholeInput {
    /** The longest plaintext in bytes. Far more than a token is good for, and still at home in a common heap. */
    static final int MAX_PLAINTEXT = 256 * 1024 * 1024;

    /** The longest token in characters: that of the longest plaintext, and a line end. */
    static final int MAX_TOKEN = (MAX_PLAINTEXT / 3 + 64) * 4;

    private WholeInput() {}

    /** Blocks until the input ends. */
    static byte[] read(Console console, int limit) throws IOException {
        byte[] input = console.in().readNBytes(limit + 1);
        if (input.length > limit) {
            throw new UsageException("standard input has more than " + limit + " bytes, too much for one token");
        }
        return input;
    }

    /** Reads a token, and takes away the one line end that a text file has. */
    static byte[] readToken(Console console) throws IOException {
        return withoutLineEnd(read(console, MAX_TOKEN));
    }

    private static byte[] withoutLineEnd(byte[] line) {
        int end = line.length;
        if (end > 0 && line[end - 1] == '\n') {
            end--;
            if (end > 0 && line[end - 1] == '\r') {
                end--;
            }
        }
        return end == line.length ? line : Arrays.copyOf(line, end);
    }
}

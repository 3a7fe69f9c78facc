package dev.netkit.echo.command;

import dev.netkit.common.cli.UsageException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a stream as the bytes that they are: each keeps its line end, and the last one may have none. */
final class ByteLines {
    private final InputStream in;
    private final int limit;
    private final String whatLimits;

    /** Takes lines of at most {@code limit} bytes; {@code whatLimits} tells a person where that comes from. */
    ByteLines(InputStream in, int limit, String whatLimits) {
        this.in = new BufferedInputStream(in);
        this.limit = limit;
        this.whatLimits = whatLimits;
    }

    /**
     * Blocks for the next line; empty at the end of the stream.
     *
     * @throws UsageException if it is longer than the limit
     */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = 0;
        while (b != '\n' && (b = in.read()) >= 0) {
            if (line.size() == limit) {
                throw new UsageException("a line is longer than " + limit + " bytes, " + whatLimits);
            }
            line.write(b);
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
    }
}

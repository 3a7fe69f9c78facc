package dev.netkit.echo;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a large array in slices, so that a count of what has gone grows while it goes. */
final class SlicedOutput extends OutputStream {
    static final int SLICE = 64 * 1024;

    private final OutputStream target;

    SlicedOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
        target.write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int end = offset + length;
        for (int from = offset; from < end; from += SLICE) {
            target.write(source, from, Math.min(SLICE, end - from));
        }
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }
}

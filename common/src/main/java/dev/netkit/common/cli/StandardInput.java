package dev.netkit.common.cli;

import java.io.IOException;
import java.io.InputStream;

/** Standard input, whose failures are the local file's: it may be redirected from a folder, or closed. */
final class StandardInput extends InputStream {
    private final InputStream in;

    StandardInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            throw new LocalFileException("cannot read standard input", e);
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}

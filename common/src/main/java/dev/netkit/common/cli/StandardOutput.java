package dev.netkit.common.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Standard output for data, unbuffered, whose failures are exceptions: {@link OutputClosedException} where a pipe's
 * reader has left, {@link LocalFileException} for everything else, such as a full disk. Never closes the descriptor.
 */
final class StandardOutput extends OutputStream {
    private static final List<Path> DESCRIPTOR = List.of(Path.of("/proc/self/fd/1"), Path.of("/dev/fd/1"));
    private static final int FILE_TYPE_MASK = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private final FileOutputStream out;

    StandardOutput(FileOutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        try {
            out.write(source, offset, length);
        } catch (IOException e) {
            throw isPipe() ? new OutputClosedException(e) : new LocalFileException("cannot write standard output", e);
        }
    }

    /** The exception's own text is the system's, so the kind of file tells what can have gone wrong. */
    private static boolean isPipe() {
        for (Path path : DESCRIPTOR) {
            try {
                int type = (int) Files.getAttribute(path, "unix:mode") & FILE_TYPE_MASK;
                return type == PIPE || type == SOCKET;
            } catch (IOException | UnsupportedOperationException e) {
                // No such view of a descriptor on this system: the next one.
            }
        }
        return false;
    }
}

package dev.netkit.common.cli;

import java.io.IOException;

/** Whoever read our standard output has left, as {@code | head -1} does; the command ends quietly. */
public final class OutputClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    OutputClosedException(IOException cause) {
        super("nobody reads standard output any more", cause);
    }
}

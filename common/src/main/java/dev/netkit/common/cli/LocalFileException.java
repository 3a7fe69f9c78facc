package dev.netkit.common.cli;

import java.io.IOException;

/** A local file, or standard output, cannot be read or written; ends as exit code 5. */
public final class LocalFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public LocalFileException(String message, IOException cause) {
        super(message + ": " + reason(cause), cause);
    }

    /** The exceptions of java.nio.file often carry a path only; their type says what happened. */
    private static String reason(IOException cause) {
        if (cause instanceof java.nio.file.NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (cause instanceof java.nio.file.FileAlreadyExistsException) {
            return "it is there already, and nothing is overwritten";
        }
        if (cause instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}

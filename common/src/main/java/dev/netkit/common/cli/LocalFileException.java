package dev.netkit.common.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** A local file, or standard output, cannot be read or written; ends as exit code 5. */
public final class LocalFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public LocalFileException(String message, IOException cause) {
        super(message + ": " + reason(cause), cause);
    }

    /** A folder that cannot be made or used. */
    public static LocalFileException ofFolder(String message, IOException cause) {
        return cause instanceof java.nio.file.FileAlreadyExistsException
                ? new LocalFileException(message, new IOException("it is a file", cause))
                : new LocalFileException(message, cause);
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
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason(); // the message has the path in it once more
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}

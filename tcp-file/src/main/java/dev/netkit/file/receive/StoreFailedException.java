package dev.netkit.file.receive;

import dev.netkit.file.FileEvent;
import dev.netkit.file.ReceiverMessage;

/** A file whose data came cannot be stored, for a reason that its sender is told. */
final class StoreFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The words of the protocol. */
    enum Code {
        CHECKSUM_MISMATCH(FileEvent.CHECKSUM_MISMATCH),
        NO_SPACE(FileEvent.NO_SPACE),
        IO_ERROR(FileEvent.IO_ERROR);

        private final String word;

        Code(String word) {
            this.word = word;
        }
    }

    private final Code code;

    StoreFailedException(Code code, String detail) {
        super(detail);
        this.code = code;
    }

    StoreFailedException(Code code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    Code code() {
        return code;
    }

    ReceiverMessage.Failed message() {
        return new ReceiverMessage.Failed(code.word, getMessage());
    }
}

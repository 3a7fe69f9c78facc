package dev.netkit.file.receive;

import dev.netkit.file.FileEvent;
import dev.netkit.file.ReceiverMessage;

/** A file is not taken, for a reason that its sender is told. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The words of the protocol. */
    enum Code {
        EXISTS("exists"),
        BAD_NAME("bad-name"),
        TOO_LARGE("too-large"),
        NO_SPACE(FileEvent.NO_SPACE),
        NOT_ALLOWED("not-allowed"),
        BUSY(FileEvent.BUSY);

        private final String word;

        Code(String word) {
            this.word = word;
        }
    }

    private final Code code;

    RefusedException(Code code, String detail) {
        super(detail);
        this.code = code;
    }

    Code code() {
        return code;
    }

    ReceiverMessage.Refuse message() {
        return new ReceiverMessage.Refuse(code.word, getMessage());
    }
}

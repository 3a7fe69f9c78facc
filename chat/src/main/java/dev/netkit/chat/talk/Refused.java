package dev.netkit.chat.talk;

/** Something that was asked for is not done; the conversation goes on. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. {@link #code()} is the word that goes into a JSON error message. */
    public enum Reason {
        NAME_TAKEN("name-taken"),
        BAD_NAME("bad-name"),
        HELLO_FIRST("hello-first"),
        NO_SUCH_ROOM("no-such-room"),
        NO_SUCH_USER("no-such-user"),
        /** The one whom it is for was here, and has left. */
        GONE("gone"),
        /** The one whom it is for does not read. */
        NOT_READING("not-reading"),
        MUTED("muted"),
        TOO_LARGE("too-large"),
        TOO_MANY_ROOMS("too-many-rooms"),
        /** The history cannot be written. */
        NOT_STORED("not-stored");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Reason reason;

    /** @param detail why, in words for the one who asked */
    public Refused(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

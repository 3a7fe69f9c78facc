package dev.netkit.auth;

/** A request is answered with an error, for a reason that the client is told. */
final class DeniedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** A code of the protocol, such as {@code denied}, and a sentence for people. */
    DeniedException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** Whoever it is, and whatever was wrong with the password, is told no more than this. */
    static DeniedException login() {
        return new DeniedException("denied", "unknown name or wrong password");
    }

    static DeniedException session() {
        return new DeniedException("denied", "there is no such session, or it has ended");
    }

    String code() {
        return code;
    }
}

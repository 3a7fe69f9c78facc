package dev.netkit.common.cli;

/** The exit codes of every command, as README.md and {@code netkit help} list them. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;
    /** A clean "no": denied, nothing found, bytes differ. */
    public static final int NO = 1;
    /** Wrong usage. */
    public static final int USAGE = 2;
    /** Cannot connect, cannot bind, timed out, connection lost. */
    public static final int NETWORK = 3;
    /** The other side broke the rules: bad frame, bad token, checksum mismatch. */
    public static final int PROTOCOL = 4;
    /** A local file or store cannot be read or written. */
    public static final int LOCAL = 5;
    /** A bug in netkit. */
    public static final int BUG = 70;

    private ExitCode() {}
}

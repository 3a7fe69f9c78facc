package dev.netkit.common.cli;

import dev.netkit.common.crypto.ClockException;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.crypto.MalformedTokenException;
import dev.netkit.common.metrics.CannotServeMetricsException;
import dev.netkit.common.net.CannotListenException;
import dev.netkit.common.net.ConnectFailedException;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * How an exception is told to a person: the only place where exceptions become words and exit codes.
 *
 * @param exitCode one of {@link ExitCode}
 * @param message one line, "what failed: why"
 * @param hint one line on what to do, where there is something
 */
public record Failure(int exitCode, String message, Optional<String> hint) {

    private static final String BUG = "please report it, with what -v adds";
    private static final String NOBODY_THERE = "is the server running there, and is the port right?";

    private Failure(int exitCode, String message) {
        this(exitCode, message, Optional.empty());
    }

    private Failure(int exitCode, String message, String hint) {
        this(exitCode, message, Optional.of(hint));
    }

    /** The command line could not be understood; {@code message} may be the parser's own sentence. */
    public static Failure ofUsage(String message, String hint) {
        return new Failure(ExitCode.USAGE, SafeText.escape(asClause(message)), hint);
    }

    private static String asClause(String sentence) {
        boolean word = sentence.length() > 1 && Character.isLowerCase(sentence.charAt(1));
        return word ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
    }

    public static Failure of(Throwable e) {
        if (e instanceof UsageException) {
            return new Failure(ExitCode.USAGE, SafeText.escape(e.getMessage()));
        }
        if (e instanceof CannotListenException listen) {
            return new Failure(ExitCode.NETWORK, SafeText.escape(e.getMessage()), hint(listen));
        }
        if (e instanceof ClockException) {
            return new Failure(ExitCode.LOCAL, SafeText.escape(e.getMessage()), "set the clock");
        }
        if (e instanceof OutOfMemoryError) {
            return new Failure(ExitCode.LOCAL, "not enough memory for this", "NETKIT_JAVA_OPTS=-Xmx... allows more");
        }
        if (e instanceof LinkageError) {
            return new Failure(
                    ExitCode.BUG,
                    "a class cannot be loaded: " + SafeText.escape(e.toString()),
                    "'netkit cache clear' may help");
        }
        return e instanceof IOException io
                ? ofIo(io)
                : new Failure(ExitCode.BUG, "this is a bug in netkit: " + SafeText.escape(e.toString()), BUG);
    }

    private static Failure ofIo(IOException e) {
        String message = SafeText.escape(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        if (e instanceof LocalFileException) {
            return new Failure(ExitCode.LOCAL, message);
        }
        if (e instanceof NothingFoundException nothing) {
            return new Failure(ExitCode.NO, message, SafeText.escape(nothing.hint()));
        }
        if (e instanceof InvalidTokenException) {
            return new Failure(
                    ExitCode.PROTOCOL, "invalid token: made with another key, too old, seen before, or changed since");
        }
        if (e instanceof MalformedTokenException) {
            return new Failure(ExitCode.PROTOCOL, "not a token: " + message);
        }
        if (e instanceof ProtocolException) {
            return new Failure(ExitCode.PROTOCOL, "the other side broke the protocol: " + message);
        }
        if (e instanceof CannotServeMetricsException) {
            return new Failure(ExitCode.NETWORK, message, "--metrics takes another port, and 0 picks a free one");
        }
        if (e instanceof ConnectFailedException) {
            return new Failure(ExitCode.NETWORK, message, NOBODY_THERE);
        }
        if (e instanceof PortUnreachableException) {
            return new Failure(ExitCode.NETWORK, "nobody listens on that UDP port", NOBODY_THERE);
        }
        if (e instanceof UnknownHostException) {
            return new Failure(
                    ExitCode.NETWORK, "unknown host: " + message, "check the name, or use the address itself");
        }
        if (e instanceof SocketTimeoutException) {
            return new Failure(ExitCode.NETWORK, "timed out: " + message, "--timeout sets how long to wait");
        }
        return new Failure(ExitCode.NETWORK, "connection lost: " + message);
    }

    private static String hint(CannotListenException e) {
        return switch (e.reason()) {
            case IN_USE -> "take another with --port, or let --auto-port find the next free one";
            case NOT_PERMITTED -> "take a port from 1024 up with --port";
            case NOT_OURS -> "--bind takes an address of this machine; without it, all of them are used";
        };
    }
}

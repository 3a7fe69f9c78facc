package dev.netkit.common.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The voice of the tool. Data goes to standard output, everything said about it to standard error; whether either is a
 * terminal is known here and nowhere else.
 */
public final class Console {
    /** Which of the descriptors 0, 1 and 2 are terminals, as digits; the launcher sets it, Java cannot ask. */
    static final String TERMINALS_PROPERTY = "netkit.terminals";

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream escapedOut;
    private final PrintStream err;
    private final String terminals;
    private BufferedReader lines;

    public Console(InputStream in, OutputStream out, OutputStream err, String terminals) {
        this.in = new StandardInput(in);
        this.out = out;
        this.escapedOut = new EscapedOutput(out);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.terminals = terminals;
    }

    /** The console of this process. */
    public static Console ofProcess() {
        return new Console(
                System.in,
                new StandardOutput(new FileOutputStream(FileDescriptor.out)),
                new FileOutputStream(FileDescriptor.err),
                System.getProperty(TERMINALS_PROPERTY, System.console() == null ? "" : "012"));
    }

    /** Standard input as bytes. */
    public InputStream in() {
        return in;
    }

    /** Standard output for data, unbuffered. */
    public OutputStream out() {
        return out;
    }

    /** Standard output for data that a peer sent: as it is, but escaped where it would reach a terminal. */
    public OutputStream outForPeerData() {
        return outIsTerminal() ? escapedOut : out;
    }

    /** Standard error, for what is said about the data. */
    public PrintStream err() {
        return err;
    }

    public boolean inIsTerminal() {
        return terminals.indexOf('0') >= 0;
    }

    public boolean outIsTerminal() {
        return terminals.indexOf('1') >= 0;
    }

    public boolean errIsTerminal() {
        return terminals.indexOf('2') >= 0;
    }

    /** Writes a line of data. */
    public void print(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Says a line about the data. */
    public void say(String line) {
        err.print(line + "\n");
    }

    /** Says an error in one line, and in a second line what to do about it, where there is something. */
    public void error(Failure failure) {
        say("netkit: " + failure.message());
        failure.hint().ifPresent(hint -> say("        " + hint));
    }

    /** Says where an exception arose, for those who asked to see more. */
    public void stackTrace(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        err.print(SafeText.escapeLines(trace.toString()));
    }

    /** Shows a prompt on standard error and blocks for a line; empty at the end of the input. */
    public Optional<String> ask(String prompt) throws IOException {
        err.print(prompt);
        err.flush();
        return readLine();
    }

    /**
     * Asks a person for a secret, which the terminal does not show; blocks for the line.
     *
     * @throws UsageException where there is no terminal to ask at, or nothing is typed
     */
    public char[] askSecret(String prompt) throws IOException {
        if (!inIsTerminal()) {
            throw new UsageException("a password is asked for at a terminal; --password-stdin reads it elsewhere");
        }
        try (TerminalEcho echo = TerminalEcho.off()) {
            if (!echo.isOff()) {
                say("the terminal shows what is typed");
            }
            String line = ask(prompt).orElseThrow(() -> new UsageException("the input ended before the password"));
            err.println();
            return line.toCharArray();
        }
    }

    /** Blocks for a line of standard input, without its line end; empty at the end of the input. */
    public Optional<String> readLine() throws IOException {
        if (lines == null) {
            lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return Optional.ofNullable(lines.readLine());
    }
}

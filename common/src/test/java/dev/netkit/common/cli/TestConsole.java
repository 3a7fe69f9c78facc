package dev.netkit.common.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** A console whose input is a text and whose outputs can be read by the test. */
public final class TestConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;

    private TestConsole(byte[] input, String terminals) {
        this.console = new Console(new ByteArrayInputStream(input), out, err, terminals);
    }

    /** A console of pipes and files, as in a script. */
    public static TestConsole ofPipes(String input) {
        return ofPipes(input.getBytes(UTF_8));
    }

    /** A console of pipes and files through which any bytes come. */
    public static TestConsole ofPipes(byte[] input) {
        return new TestConsole(input, "");
    }

    /** A console at which a person sits and types these lines. */
    public static TestConsole ofTerminal(String input) {
        return new TestConsole(input.getBytes(UTF_8), "012");
    }

    public Console console() {
        return console;
    }

    /** What was written to standard output so far. */
    public String out() {
        return out.toString(UTF_8);
    }

    /** What was written to standard output so far, whatever it is. */
    public byte[] outBytes() {
        return out.toByteArray();
    }

    /** What was written to standard error so far. */
    public String err() {
        return err.toString(UTF_8);
    }
}

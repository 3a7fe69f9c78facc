package dev.netkit.auth.command;

import dev.netkit.auth.PasswordText;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.UsageException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Where a password comes from: a person at a terminal, or a line of standard input; never the command line. */
final class PasswordOptions {
    @Option(names = "--password-stdin", description = "read the password from the first line of standard input")
    private boolean fromStandardInput;

    /** The password of an account that is there. */
    char[] ask(Console console, String prompt) throws IOException {
        return ask(console, prompt, PasswordText::prepare);
    }

    /** A new password, at a terminal typed twice. */
    char[] askNew(Console console, String prompt) throws IOException {
        char[] first = ask(console, prompt, PasswordText::prepareNew);
        if (!fromStandardInput && !Arrays.equals(first, ask(console, "Once more", PasswordText::prepare))) {
            throw new UsageException("the two passwords are not the same");
        }
        return first;
    }

    private char[] ask(Console console, String prompt, UnaryOperator<char[]> prepare) throws IOException {
        try {
            return prepare.apply(fromStandardInput ? line(console) : console.askSecret(prompt + ": "));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static char[] line(Console console) throws IOException {
        return console.readLine()
                .orElseThrow(() -> new UsageException("standard input has no password"))
                .toCharArray();
    }
}

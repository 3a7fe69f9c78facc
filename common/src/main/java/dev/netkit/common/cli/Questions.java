package dev.netkit.common.cli;

import java.io.IOException;
import java.util.function.Function;

/** Asks a person at a terminal for values, with a default, again after a bad answer. */
public final class Questions {
    private final Console console;

    /** Fails with {@link UsageException} where there is no terminal to ask at. */
    public Questions(Console console) {
        if (!console.inIsTerminal()) {
            throw new UsageException("--ask needs a terminal, and standard input is none");
        }
        this.console = console;
    }

    /**
     * Asks until the answer can be used; an empty one is the default.
     *
     * @param parse turns an answer into a value, or throws IllegalArgumentException with a reason for people
     */
    public <T> T ask(String question, String defaultAnswer, Function<String, T> parse) throws IOException {
        while (true) {
            String answer = console.ask(question + " [" + defaultAnswer + "]: ")
                    .orElseThrow(() -> new UsageException("the input ended before '" + question + "' was answered"))
                    .trim();
            try {
                return parse.apply(answer.isEmpty() ? defaultAnswer : answer);
            } catch (IllegalArgumentException e) {
                console.say(e.getMessage());
            }
        }
    }
}

package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the windows that a page's reader has open: what is typed there is done, what is shown there must appear. */
final class Window {
    private static final String TYPED = "⌨ ";
    private static final String LEFT_OUT = "…";
    private static final Pattern SERVER_INTO_FILE =
            Pattern.compile("netkit (?:\\S+-server|beacon)\\b.*(?:> ?|--log-file )(\\S+)");

    private final Page page;
    private final PageShell shell;
    private final boolean terminal;
    private Optional<Screen> screen = Optional.empty();
    private String folder = "";
    private String command = "";
    private int exitCode;
    private int line;
    private boolean leavingOut;
    private boolean afterTyping;
    private boolean interrupted;

    Window(Page page, PageShell shell, boolean terminal) {
        this.page = page;
        this.shell = shell;
        this.terminal = terminal;
    }

    /** Plays a block; at a terminal, the last command may go on after it. */
    void play(Page.Block block) throws Exception {
        folder = block.attribute("in");
        for (int i = 0; i < block.lines().size(); i++) {
            line = block.line() + i;
            String text = block.lines().get(i);
            if (text.startsWith("$ ")) {
                StringBuilder whole = new StringBuilder(text.substring(2));
                while (whole.charAt(whole.length() - 1) == '\\') {
                    whole.append('\n').append(block.lines().get(++i));
                }
                run(whole.toString());
            } else {
                follow(text);
            }
        }
        if (terminal) {
            awaitServerIntoFile();
        } else {
            finish("");
        }
    }

    private void run(String next) throws Exception {
        finish(next);
        command = next;
        String typed = folder.isEmpty() ? next : "cd " + folder + " && " + next;
        leavingOut = false;
        interrupted = false;
        if (terminal) {
            screen = Optional.of(new Screen(shell.startAtTerminal(typed, exitCode)));
            while (!screen.get().nextLine().orElseThrow().equals(PageShell.READY)) {}
        } else {
            screen = Optional.of(new Screen(shell.start(typed.replaceFirst(" &$", ""), exitCode)));
        }
    }

    private void follow(String shown) throws Exception {
        try {
            followed(shown);
        } catch (Screen.Stuck e) {
            throw new AssertionError(where() + command + "\n" + e.getMessage());
        }
    }

    private void followed(String shown) throws Exception {
        Screen current = screen.orElseThrow(() -> new AssertionError(where() + "nothing runs here yet"));
        int typed = shown.indexOf(TYPED);
        if (shown.equals("^C") || shown.equals("^D")) {
            interrupted |= shown.equals("^C");
            current.type(shown.equals("^C") ? "\3" : "\4");
        } else if (shown.equals(LEFT_OUT)) {
            leavingOut = true;
        } else if (typed >= 0) {
            if (typed > 0) {
                current.awaitPrompt(shown.substring(0, typed), page::mask);
            }
            current.type(shown.substring(typed + TYPED.length()) + "\n");
        } else {
            expect(shown, current);
        }
        afterTyping = typed >= 0;
    }

    private void expect(String shown, Screen current) throws Exception {
        String wanted = page.mask(shown);
        Optional<String> seen = current.nextLine();
        while (seen.isPresent()
                && (leavingOut && !page.mask(seen.get()).equals(wanted)
                        || afterTyping && seen.get().isEmpty() && !shown.isEmpty())) {
            seen = current.nextLine();
        }
        assertThat(seen.map(page::mask))
                .as("%s%s\nshowed\n%s", where(), command, current.everything())
                .contains(wanted);
        leavingOut = false;
    }

    /** A command that has ended, or must, has shown what the page shows, and no more. */
    private void finish(String next) throws Exception {
        if (screen.isEmpty()) {
            return;
        }
        if (command.endsWith(" &")) {
            awaitServerIntoFile();
        } else {
            exitCode = ended(screen.get());
            assertThat(exitCode == 0 || interrupted || next.contains("$?"))
                    .as("%s%s\nfailed with %d, and the page does not ask for $?", where(), command, exitCode)
                    .isTrue();
        }
        screen = Optional.empty();
    }

    private int ended(Screen current) throws Exception {
        Optional<String> more = current.nextLine();
        while (more.isPresent() && (leavingOut || afterTyping && more.get().isEmpty())) {
            more = current.nextLine();
        }
        assertThat(more)
                .as("%s%s\nshowed more than the page does:\n%s", where(), command, current.everything())
                .isEmpty();
        return current.exitCode();
    }

    /** A server whose messages are in a file is waited for, as a person takes a moment before the next command. */
    private void awaitServerIntoFile() {
        Matcher matcher = SERVER_INTO_FILE.matcher(command);
        if (matcher.find()) {
            Path messages = shell.work().resolve(matcher.group(1));
            await(where() + command)
                    .atMost(Duration.ofMinutes(1))
                    .until(() ->
                            Files.exists(messages) && Files.readString(messages).contains("listening"));
        }
    }

    /** At the end of the page: whoever has ended has shown no more than the page does. */
    void close() throws Exception {
        if (screen.isPresent() && screen.get().hasEnded()) {
            ended(screen.get());
        }
    }

    private String where() {
        return page + ":" + line + ": ";
    }
}

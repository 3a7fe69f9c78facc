package dev.netkit.discovery.command;

import dev.netkit.discovery.scan.Scan;
import java.io.PrintStream;
import java.util.function.Consumer;

/** A line on a terminal that says how far a scan of a large network is; cleared before anything else is printed. */
final class ScanProgress implements Consumer<Scan.Progress> {
    private static final String CLEAR = "\r\033[K";

    private final PrintStream terminal;
    private boolean isShown;

    ScanProgress(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(Scan.Progress progress) {
        terminal.print(CLEAR + progress.asked() + " of " + progress.all() + " asked, " + progress.up() + " up");
        terminal.flush();
        isShown = true;
    }

    void clear() {
        if (isShown) {
            terminal.print(CLEAR);
            terminal.flush();
            isShown = false;
        }
    }
}

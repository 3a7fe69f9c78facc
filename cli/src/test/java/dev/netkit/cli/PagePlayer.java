package dev.netkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Plays the sessions of a page from top to bottom, as its reader would. */
final class PagePlayer implements AutoCloseable {
    private final Page page;
    private final PageShell shell;
    private final Consumer<String> skipped;
    private final Map<String, Window> windows = new HashMap<>();

    /** @param skipped is told which block was left out, and why */
    PagePlayer(Page page, PageShell shell, Consumer<String> skipped) {
        this.page = page;
        this.shell = shell;
        this.skipped = skipped;
    }

    /** Blocks until the page is played; fails at the first line that is not so. */
    void play() throws Exception {
        for (Page.Block block : page.blocks()) {
            Optional<String> missing = missing(block);
            if (missing.isPresent()) {
                skipped.accept(page + ":" + block.line() + " needs " + missing.get() + ", which is not here");
            } else if (block.isEvent()) {
                happens(block.lines().get(0));
            } else if (block.isSession()) {
                window(block.attribute("terminal")).play(block);
            } else if (!block.attribute("file").isEmpty()) {
                write(block);
            }
        }
        for (Window window : windows.values()) {
            window.close();
        }
    }

    private void happens(String what) throws IOException {
        if (!what.startsWith("of ")) { // that is the LAN itself, which is there
            shell.network().happens(what);
        }
    }

    private Window window(String name) {
        return windows.computeIfAbsent(name, key -> new Window(page, shell, !key.isEmpty()));
    }

    private void write(Page.Block block) throws IOException {
        Files.write(shell.work().resolve(block.attribute("file")), block.lines());
    }

    private static Optional<String> missing(Page.Block block) throws IOException {
        List<String> needs = new ArrayList<>(List.of(block.attribute("needs").split(",")));
        needs.add(block.attribute("terminal").isEmpty() ? "" : "script");
        for (String need : needs) {
            if (!need.isEmpty() && !isHere(need)) {
                return Optional.of(need);
            }
        }
        return Optional.empty();
    }

    private static boolean isHere(String need) throws IOException {
        if (need.equals("root")) {
            return "root".equals(System.getProperty("user.name"));
        }
        if (need.equals("sudo")) {
            return isSilentSudo();
        }
        return OtherProgram.find(need).isPresent();
    }

    /** It asks no password, and has nothing to say of a machine whose name nobody knows. */
    private static boolean isSilentSudo() throws IOException {
        return OtherProgram.find("sudo").isPresent()
                && LauncherRun.of(new ProcessBuilder("sudo", "-n", "true").start(), "")
                        .equals(new LauncherRun(0, "", ""));
    }

    @Override
    public void close() throws IOException {
        shell.close();
    }
}

package dev.netkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages there are. */
final class Pages {
    static final Path README = Project.ROOT.resolve("README.md");
    private static final Path CONTRIBUTING = Project.ROOT.resolve("CONTRIBUTING.md");
    private static final Path HELP = Project.ROOT.resolve(Path.of("cli", "src", "test", "resources", "help"));

    private Pages() {}

    /** All that have sessions; translations are left out: {@code TranslationsTest} sees that they show the same. */
    static List<Page> played() throws IOException {
        List<Page> pages = new ArrayList<>(documents());
        pages.addAll(in(HELP));
        return pages.stream()
                .filter(page -> page.hasSessions() && !isTranslation(page))
                .toList();
    }

    /** What people read, in every language. */
    static List<Page> documents() throws IOException {
        List<Page> pages = new ArrayList<>(List.of(Page.read(README), Page.read(CONTRIBUTING)));
        pages.addAll(in(Project.DOCS));
        return pages;
    }

    private static List<Page> in(Path folder) throws IOException {
        List<Page> pages = new ArrayList<>();
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path file : inside.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                pages.add(Page.read(file));
            }
        }
        return pages;
    }

    static boolean isTranslation(Page page) {
        Path folder = page.file().getParent();
        return folder.endsWith("uk") || folder.endsWith("ru");
    }
}

package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lab in another language shows what the English one shows, so that playing the English one covers it. */
class TranslationsTest {
    private static final Path LABS = Project.DOCS.resolve("labs");
    private static final Pattern PARTS = Pattern.compile("(#+ |- |\\d+\\. |<details>|</details>|\\|).*");

    static List<Path> translations() throws IOException {
        try (Stream<Path> uk = pages("uk");
                Stream<Path> ru = pages("ru")) {
            return Stream.concat(uk, ru).toList();
        }
    }

    private static Stream<Path> pages(String language) throws IOException {
        return Files.list(LABS.resolve(language))
                .filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.md"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("translations")
    void itHasTheBlocksAndTheMasksOfTheOriginal(Path translation) throws IOException {
        Page original = Page.read(original(translation));
        Page translated = Page.read(translation);
        assertThat(translated.blocks()).hasSameSizeAs(original.blocks());
        for (int i = 0; i < original.blocks().size(); i++) {
            Page.Block block = translated.blocks().get(i);
            assertThat(content(block))
                    .as("%s:%d", translation, block.line())
                    .isEqualTo(content(original.blocks().get(i)));
        }
        assertThat(translated.masks().toString()).isEqualTo(original.masks().toString());
    }

    private static List<Object> content(Page.Block block) {
        return List.of(block.language(), block.attributes(), block.lines());
    }

    @ParameterizedTest
    @MethodSource("translations")
    void itHasTheHeadingsTasksAndAnswersOfTheOriginal(Path translation) throws IOException {
        assertThat(parts(translation)).isEqualTo(parts(original(translation)));
    }

    @Test
    void everyLabIsInEveryLanguage() throws IOException {
        List<Path> english = names("");
        assertThat(english).isNotEmpty();
        assertThat(names("uk")).isEqualTo(english);
        assertThat(names("ru")).isEqualTo(english);
    }

    private static List<Path> names(String language) throws IOException {
        try (Stream<Path> pages = pages(language)) {
            return pages.map(Path::getFileName).toList();
        }
    }

    private static Path original(Path translation) {
        return LABS.resolve(translation.getFileName());
    }

    /** The marks that begin headings, tasks, points, rows and folded answers, in their order. */
    private static List<String> parts(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> PARTS.matcher(line).matches())
                .map(line -> PARTS.matcher(line).replaceAll("$1"))
                .toList();
    }
}

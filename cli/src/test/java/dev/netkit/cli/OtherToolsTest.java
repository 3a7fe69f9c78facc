package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of habits, and the index of the documents. */
class OtherToolsTest {
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    static Stream<String> shown() throws IOException {
        return Files.readAllLines(Project.DOCS.resolve("from-other-tools.md")).stream()
                .flatMap(line -> CODE.matcher(line).results().map(match -> match.group(1)))
                .map(code -> code.replace("\\|", "|"))
                .filter(code -> code.contains("netkit "));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everyCommandOfTheTableIsUnderstood(String shown) {
        assertThat(ShownCommands.in(shown)).isNotEmpty();
        for (List<String> arguments : ShownCommands.in(shown)) {
            assertThatCode(() -> ShownCommands.parse(arguments)).doesNotThrowAnyException();
        }
    }

    @Test
    void theIndexHasEveryDocument() throws IOException {
        String index = Files.readString(Project.DOCS.resolve("README.md"));
        try (Stream<Path> documents = Files.list(Project.DOCS)) {
            assertThat(documents
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md") && !name.equals("README.md")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(index).contains("](" + name + ")"));
        }
    }
}

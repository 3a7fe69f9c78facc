package dev.netkit.file.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartialNamesTest {
    private static final Path FOLDER = Path.of("inbox");

    @Test
    void partialFilesStandBesideTheirFile() {
        PartialNames names = PartialNames.of(FOLDER, "a.bin");
        assertThat(names.partial()).isEqualTo(FOLDER.resolve("a.bin.part"));
        assertThat(names.state()).isEqualTo(FOLDER.resolve("a.bin.part.json"));
    }

    @Test
    void longNamesStayWithinTheLimitAndDistinct() {
        String stem = "ж".repeat(126);
        PartialNames one = PartialNames.of(FOLDER, stem + "1");
        PartialNames other = PartialNames.of(FOLDER, stem + "2");
        assertThat(one.partial()).isNotEqualTo(other.partial());
        assertThat((one.state().getFileName() + "~").getBytes(UTF_8)).hasSizeLessThanOrEqualTo(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.part", "A.PART", "a.part.json", "a.part.json~"})
    void namesOfFilesUnderWayAreReserved(String name) {
        assertThat(PartialNames.isReserved(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "report.pdf, 1, report (1).pdf",
        "archive.tar.gz, 12, archive.tar (12).gz",
        "README, 3, README (3)",
        ".bashrc, 1, .bashrc (1)"
    })
    void numberStandsBeforeTheEnding(String name, int number, String numbered) {
        assertThat(PartialNames.numbered(name, number)).isEqualTo(numbered);
    }

    @Test
    void numberedNameStaysWithinTheLimit() {
        String name = "\uD83D\uDE00".repeat(62) + ".png";
        assertThat(PartialNames.numbered(name, 1000).getBytes(UTF_8)).hasSizeLessThanOrEqualTo(255);
        assertThat(PartialNames.numbered(name, 1000)).endsWith(" (1000).png");
    }
}

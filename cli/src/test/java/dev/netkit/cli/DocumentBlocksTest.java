package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No page shows a command that nothing runs; docs/labs/README.md says how blocks are marked. */
class DocumentBlocksTest {
    /** What runs the blocks of a page that are for the shell and that {@code DocumentsIT} cannot play, and how it names them. */
    private static final Map<String, Runner> RUNNERS = Map.of(
            "README.md", new Runner(".ci/run", "./mvnw"), // itself, so no test can run it
            "docs/packages.md", new Runner("scripts/packaging/tests/test_documents.py", "\"packages.md\""));

    private static final Set<String> PICTURES = Set.of("", "text");
    private static final Set<String> DATA = Set.of("json", "yaml", "ini", "python");
    private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
    private static final Pattern COMMAND = Pattern.compile(
            "\\s*(\\$ |[./~]\\S*/|(sudo|apt|apt-get|cd|cp|mv|mkdir|rm|ls|cat|echo"
                    + "|printf|export|tar|zip|unzip|curl|wget|git|mvn|java|jar|python3?|pip|docker|systemctl|journalctl|tshark"
                    + "|wireshark|nc|ncat|socat|nmap|ssh|scp|rsync|for|while|until|sh|bash|man|jq|seq|kill|dpkg|psql|sqlite3) ).*");

    record Runner(String program, String mention) {}

    static List<Page> documents() throws IOException {
        return Pages.documents();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsRunBySomething(Page page) {
        for (Page.Block block : page.blocks()) {
            String where = page + ":" + block.line();
            if (!block.attribute("file").isEmpty()) {
                assertThat(laterCommands(page, block))
                        .as(where + " is named by no later command")
                        .anyMatch(command -> command.contains(block.attribute("file")));
            } else if (block.language().equals("sh")) {
                assertThat(RUNNERS)
                        .as(where + " is for the shell, and nothing runs it")
                        .containsKey(page.toString());
            } else if (PICTURES.contains(block.language())) {
                assertThat(block.lines())
                        .as(where + " has commands: let it be ```console")
                        .noneMatch(DocumentBlocksTest::isCommand);
            } else if (!block.isSession() && !block.isEvent()) {
                assertThat(DATA)
                        .as(where + " is in a language that nothing runs")
                        .contains(block.language());
            }
        }
    }

    private static Stream<String> laterCommands(Page page, Page.Block block) {
        return page.blocks().stream()
                .filter(later -> later.line() > block.line())
                .flatMap(Page.Block::commands);
    }

    static boolean isCommand(String line) {
        return COMMAND.matcher(line).matches() || !ShownCommands.in(line).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySessionIsPlayed(Page page) throws IOException {
        Set<Path> played = Pages.played().stream().map(Page::file).collect(Collectors.toSet());
        if (page.hasSessions() && !Pages.isTranslation(page)) {
            assertThat(played).contains(page.file());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFenceIsUnderstood(Page page) throws IOException {
        long fences = Files.readAllLines(page.file()).stream()
                .filter(line -> FENCE.matcher(line).matches())
                .count();
        long blocks = page.blocks().stream().filter(block -> !block.isEvent()).count();
        assertThat(fences)
                .as(page + ": a fence begins its line, and may have one language and attributes")
                .isEqualTo(2 * blocks);
    }

    @Test
    void whatIsSaidToRunTheOthersIsThereAndDoes() throws IOException {
        for (Map.Entry<String, Runner> entry : RUNNERS.entrySet()) {
            Path program = Project.ROOT.resolve(entry.getValue().program());
            assertThat(Files.readString(program)).contains(entry.getValue().mention());
            assertThat(Page.read(Project.ROOT.resolve(entry.getKey())).blocks())
                    .anyMatch(block -> block.language().equals("sh"));
        }
        assertThat(Page.read(Pages.README).blocks().stream()
                        .filter(block -> block.language().equals("sh"))
                        .map(Page.Block::lines))
                .as("what .ci/run runs of the README")
                .containsExactly(List.of("./mvnw verify"));
    }

    @Test
    void commandsAreToldFromPictures() {
        assertThat(List.of("$ ls", "netkit echo localhost", "./mvnw verify", "  sudo reboot", "cat x | netkit echo"))
                .allMatch(DocumentBlocksTest::isCommand);
        assertThat(List.of("offset 0       8", "client  {\"type\":\"hello\"}", "tcp.port == 9090", "  |  cli  |"))
                .noneMatch(DocumentBlocksTest::isCommand);
    }
}

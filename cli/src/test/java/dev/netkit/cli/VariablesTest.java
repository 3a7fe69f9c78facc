package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** An option's default may come from {@code NETKIT_<OPTION>}, so no such variable may mean something else. */
class VariablesTest {
    @TempDir
    private Path folder;

    private List<String> optionsWithADefault(String variable) {
        DefaultValues defaults = new DefaultValues(Map.of(variable, "set"), folder.resolve("none"));
        return HelpTest.commands()
                .flatMap(command -> command.options().stream())
                .filter(option -> defaults.defaultValue(option) != null)
                .map(OptionSpec::longestName)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NETKIT_CACHE",
                "NETKIT_FILE",
                "NETKIT_FILE_PEER",
                "NETKIT_FILE_SHA256",
                "NETKIT_FILE_SIZE",
                "NETKIT_HOSTS",
                "NETKIT_JAVA_OPTS",
                "NETKIT_KEY",
                "NETKIT_STORE_PASSWORD"
            })
    void whatMeansSomethingElseIsNoOptionsDefault(String variable) {
        assertThat(optionsWithADefault(variable)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NETKIT_HISTORY", "NETKIT_TIMEOUT"})
    void whatIsNamedAsAnOptionIsItsDefault(String variable) {
        assertThat(optionsWithADefault(variable)).hasSize(1);
    }
}

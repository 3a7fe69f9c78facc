package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.crypto.FernetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyOptionsTest {
    private final FernetKey inFile = FernetKey.generate(new SecureRandom());
    private final FernetKey inEnvironment = FernetKey.generate(new SecureRandom());
    private final TestConsole test = TestConsole.ofPipes("");

    @TempDir
    private Path folder;

    private String file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("key"), inFile.text() + "\n").toString();
    }

    @Test
    void withoutAnythingThereIsNoKey() throws IOException {
        assertThat(keys("", Optional.empty())).isEmpty();
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse("", Optional.empty()).requiredKeys(test.console()))
                .withMessageContaining("--key-file")
                .withMessageContaining("NETKIT_KEY");
    }

    @Test
    void keyComesFromTheFileOrFromTheEnvironment() throws IOException {
        assertThat(keys("", Optional.empty(), "--key-file", file)).contains(List.of(inFile));
        assertThat(keys(inEnvironment.text(), Optional.empty())).contains(List.of(inEnvironment));
    }

    @Test
    void commandLineWinsOverTheEnvironmentAndThatOverADefault() throws IOException {
        assertThat(keys(inEnvironment.text(), Optional.empty(), "--key-file", file))
                .contains(List.of(inFile));
        assertThat(keys(inEnvironment.text(), Optional.of(file))).contains(List.of(inEnvironment));
        assertThat(keys("", Optional.of(file))).contains(List.of(inFile));
    }

    @Test
    void environmentMayHoldSeveralKeys() throws IOException {
        assertThat(keys(inEnvironment.text() + "\n" + inFile.text(), Optional.empty()))
                .contains(List.of(inEnvironment, inFile));
    }

    @Test
    void badKeyInTheEnvironmentIsWrongUsage() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> keys("secret", Optional.empty()))
                .withMessageStartingWith("cannot use NETKIT_KEY: line 1 is not a Fernet key")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    private Optional<List<FernetKey>> keys(String environment, Optional<String> byDefault, String... arguments)
            throws IOException {
        return parse(environment, byDefault, arguments).keys(test.console());
    }

    private static KeyOptions parse(String environment, Optional<String> byDefault, String... arguments) {
        KeyOptions options = new KeyOptions(environment.isEmpty() ? Map.of() : Map.of("NETKIT_KEY", environment));
        return MixedIn.parsed(options, argument -> byDefault.orElse(null), arguments);
    }
}

package dev.netkit.common.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.netkit.common.crypto.FernetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private final FernetKey first = FernetKey.generate(new SecureRandom());
    private final FernetKey second = FernetKey.generate(new SecureRandom());
    private final TestConsole test = TestConsole.ofPipes("");

    @TempDir
    private Path folder;

    @Test
    void keyThatWasCreatedIsReadBackWithoutAWarning() throws IOException {
        KeyFile file = new KeyFile(folder.resolve("key"));
        file.create(first);
        assertThat(file.read(test.console())).containsExactly(first);
        assertThat(test.err()).isEmpty();
    }

    @Test
    void existingFileIsNotOverwritten() throws IOException {
        Path path = Files.writeString(folder.resolve("key"), "precious");
        assertThatExceptionOfType(LocalFileException.class)
                .isThrownBy(() -> new KeyFile(path).create(first))
                .withMessageContaining("it is there already");
        assertThat(path).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n%s", "%s\n%s\n", "%s\r\n%s\r\n", "# ours\n\n%s\n\r\n# theirs\n%s\n\n"})
    void keysStandOneALine(String form) {
        byte[] text = form.formatted(first.text(), second.text()).getBytes(US_ASCII);
        assertThat(KeyText.parse(text)).containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# only a remark"})
    void fileWithoutAKeyIsRefused(String content) throws IOException {
        Path path = Files.writeString(folder.resolve("key"), content);
        assertThatExceptionOfType(LocalFileException.class)
                .isThrownBy(() -> new KeyFile(path).read(test.console()))
                .withMessageEndingWith("there is no key in it");
    }

    @Test
    void badLineIsNamedAndNotRepeated() {
        String bad = second.text().replaceFirst("^.", " ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyText.parse((first.text() + "\n" + bad + "\n").getBytes(US_ASCII)))
                .withMessageStartingWith("line 2 is not a Fernet key: white space")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(bad.substring(1)));
    }

    @Test
    void fileThatIsFarTooLongIsNotReadToItsEnd() throws IOException {
        Path path = Files.write(folder.resolve("key"), new byte[70_000]);
        assertThatExceptionOfType(LocalFileException.class)
                .isThrownBy(() -> new KeyFile(path).read(test.console()))
                .withMessageContaining("something else");
    }

    @Test
    void missingFileIsTheLocalFilesFault() {
        assertThatExceptionOfType(LocalFileException.class)
                .isThrownBy(() -> new KeyFile(folder.resolve("none")).read(test.console()))
                .withMessageEndingWith("there is no such file or folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rwx------"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
    void fileThatOthersCanUseIsReadWithAWarning(String permissions) throws IOException {
        Path path = Files.writeString(folder.resolve("key"), first.text());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        List<FernetKey> keys = new KeyFile(path).read(test.console());
        assertThat(keys).containsExactly(first);
        boolean others = !permissions.equals("rwx------");
        assertThat(test.err().contains("netkit: warning: others can use")).isEqualTo(others);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
    void createdFileIsItsOwnersAlone() throws IOException {
        Path path = folder.resolve("key");
        new KeyFile(path).create(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }
}

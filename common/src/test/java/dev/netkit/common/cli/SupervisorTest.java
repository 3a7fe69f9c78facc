package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program that speaks is a script here; that systemd hears the real one is tried with the packages. */
@DisabledOnOs(OS.WINDOWS)
class SupervisorTest {
    private static final Map<String, String> WAITED_FOR = Map.of("NOTIFY_SOCKET", "/run/systemd/notify");

    @TempDir
    private Path folder;

    @Test
    void isToldOnceThePortIsOpen() throws IOException {
        Path heard = folder.resolve("heard");

        new Supervisor(WAITED_FOR, script("printf '%s\\n' \"$@\" >'" + heard + "'"))
                .tellReady("listening on [::]:7777");

        assertThat(heard).hasContent("--ready\n--status=listening on [::]:7777");
    }

    @Test
    void nobodyIsToldWhereNobodyWaits() throws IOException {
        new Supervisor(Map.of(), "/nowhere").tellReady("listening");
        new Supervisor(Map.of("NOTIFY_SOCKET", ""), "/nowhere").tellReady("listening");
    }

    @Test
    void aProgramThatIsMissingOrFailsIsNamed() throws IOException {
        String failing = script("exit 7");

        assertThatThrownBy(() -> new Supervisor(WAITED_FOR, "/nowhere").tellReady("listening"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/nowhere");
        assertThatThrownBy(() -> new Supervisor(WAITED_FOR, failing).tellReady("listening"))
                .isInstanceOf(IOException.class)
                .hasMessage(failing + " ended with exit code 7");
    }

    private String script(String line) throws IOException {
        Path script = folder.resolve("notify");
        Files.writeString(script, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}

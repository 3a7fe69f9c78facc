package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the launcher makes of its place, its arguments and its environment. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherStartIT extends LauncherFixture {
    @Test
    void startsThroughLinksFromAnyFolder() throws IOException {
        environment.put("JAVA_HOME", REAL_JAVA);
        Path links = Files.createDirectories(folder.resolve("some links"));
        Files.createSymbolicLink(links.resolve("inner"), install().resolve("bin/netkit"));
        Path link = Files.createSymbolicLink(links.resolve("netkit"), Path.of("inner"));

        LauncherRun run = runIn(Path.of("/"), link, "--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("netkit ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void passesArgumentsAndInputAsTheyAre() throws IOException {
        Path netkit = install().resolve("bin/netkit");

        LauncherRun run = LauncherRun.of(
                start(folder, netkit, "echo", "", "two words", "*", "$HOME", "--", "-h"), "from the input\n");

        assertThat(run.out())
                .endsWith("/lib/netkit.jar\necho\n\ntwo words\n*\n$HOME\n--\n-h\nfrom the input\n")
                .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void choosesOptionsByTheCommand() throws IOException {
        Path netkit = install().resolve("bin/netkit");

        assertThat(runIn(folder, netkit, "--version").out()).contains("-XX:TieredStopAtLevel=1");
        assertThat(runIn(folder, netkit, "echo", "--help").out()).contains("-XX:TieredStopAtLevel=1");
        assertThat(runIn(folder, netkit, "echo-server").out())
                .contains("-XX:+UseSerialGC", "-Xms32m", "-Xmn16m")
                .doesNotContain("TieredStopAtLevel");
        assertThat(runIn(folder, netkit, "other-server").out()).doesNotContain("SerialGC", "TieredStopAtLevel");
    }

    /** The Java reads its input at once; a job that the shell sees stopped would be 128 and the signal's number. */
    @Test
    void aChatServerInTheBackgroundOfATerminalIsNotStoppedForReading() throws IOException {
        String session = "set -m; '" + install().resolve("bin/netkit") + "' chat-server & wait $!";

        LauncherRun run = runIn(folder, Path.of("script"), "-qec", session, "/dev/null");

        assertThat(run.out()).contains("-jar", "chat-server");
        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    }

    @Test
    void takesMoreOptionsFromTheEnvironment() throws IOException {
        environment.put("NETKIT_JAVA_OPTS", "-Dfirst=* -XX:+UseZGC");

        LauncherRun run = runIn(folder, install().resolve("bin/netkit"), "echo");

        assertThat(run.out())
                .contains("\n-Dfirst=*\n-XX:+UseZGC\n")
                .contains("\n-Dnetkit.terminals=\n")
                .doesNotContain("UseSerialGC");
    }

    @Test
    void saysThatTheJarIsMissing() throws IOException {
        Path app = install();
        Files.delete(app.resolve("lib/netkit.jar"));

        assertThat(runIn(folder, app.resolve("bin/netkit"), "--version").exitCode())
                .isEqualTo(5);
    }
}

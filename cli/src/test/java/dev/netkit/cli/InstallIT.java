package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What {@code scripts/install} puts where, and removes. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class InstallIT extends LauncherFixture {
    @Test
    void installsTwiceAndUninstalls() throws IOException {
        Path checkout = Files.createDirectories(folder.resolve("check out"));
        Path install = copyScripts(checkout.resolve("scripts")).resolveSibling("install");
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Path target = Files.createDirectories(checkout.resolve("cli/target"));
        Files.copy(JAR, target.resolve("netkit.jar"));
        Files.copy(BUILD_ID, target.resolve("BUILD_ID"));
        environment.put("JAVA_HOME", REAL_JAVA);
        Path local = home.resolve(".local");

        assertThat(runIn(folder, install).out()).contains("is not on the PATH");
        assertThat(runIn(folder, install).exitCode()).isZero();

        assertThat(runIn(folder, local.resolve("bin/netkit"), "--version").out())
                .startsWith("netkit ");
        assertThat(local.resolve("share/bash-completion/completions/netkit")).isNotEmptyFile();
        assertThat(local.resolve("share/zsh/site-functions/_netkit"))
                .content(UTF_8)
                .startsWith("#compdef netkit");
        assertThat(runIn(folder, install, "--uninstall").exitCode()).isZero();
        try (Stream<Path> left = Files.walk(local)) {
            assertThat(left.filter(file -> !Files.isDirectory(file))).isEmpty();
        }
        assertThat(runIn(folder, install, "--uninstall").exitCode()).isEqualTo(1);
    }

    @Test
    void leavesAnotherNetkitAlone() throws IOException {
        Path install = copyScripts(folder.resolve("scripts")).resolveSibling("install");
        Path other = home.resolve(".local/bin/netkit");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "another");

        assertThat(runIn(folder, install).exitCode()).isEqualTo(5);
        assertThat(other).hasContent("another");
        assertThat(runIn(folder, install, "--prefix").exitCode()).isEqualTo(2);
    }
}

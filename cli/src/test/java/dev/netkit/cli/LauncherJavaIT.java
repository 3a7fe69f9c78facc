package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Which Java the launcher takes, and what it says when there is none to take. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherJavaIT extends LauncherFixture {
    @Test
    void javaHomeWithoutJavaIsRefused() throws IOException {
        environment.put("JAVA_HOME", "/no where");

        LauncherRun run = runIn(folder, install().resolve("bin/netkit"), "--version");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("netkit: cannot start: ").contains("/no where", "\n" + HINT);
        assertThat(run.err().lines()).hasSize(2);
    }

    @Test
    void javaHomeBelow17IsRefused() throws IOException {
        environment.put("JAVA_HOME", fakeJdk("jdk 11", "11.0.2").toString());

        LauncherRun run = runIn(folder, install().resolve("bin/netkit"), "--version");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is Java 11, and netkit needs Java 17 or newer");
    }

    @Test
    void javaHomeWithoutReleaseFileIsAsked() throws IOException {
        Files.delete(jdk17.resolve("release"));
        write(
                jdk17.resolve("bin/java"),
                "#!/bin/sh\necho '    java.specification.version = 17' >&2\necho '    java.home = " + jdk17
                        + "' >&2\necho ran\n");

        assertThat(runIn(folder, install().resolve("bin/netkit"), "echo").out()).contains("ran");
    }

    @Test
    void withoutAnyJavaSaysWhatToInstall() throws IOException {
        environment.remove("JAVA_HOME");
        environment.put("PATH", toolsWithoutJava().toString());

        LauncherRun run = runIn(folder, installSearchingOnly(folder.resolve("none")), "--version");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no Java found", "apt install", "dnf install", "brew install");
        assertThat(run.err().lines()).hasSize(2);
    }

    @Test
    void newestOfTheUsualFoldersIsTaken() throws IOException {
        environment.remove("JAVA_HOME");
        environment.put("PATH", toolsWithoutJava().toString());
        fakeJdk("jvm/a 21", "21.0.1");
        fakeJdk("jvm/b 8", "1.8.0_402");
        fakeJdk("jvm/c 17", "17.0.9");

        LauncherRun run = runIn(folder, installSearchingOnly(folder.resolve("jvm")), "echo");
        assertThat(run.out()).startsWith("21.0.1");

        Path tools = toolsWithoutJava();
        Files.createSymbolicLink(
                tools.resolve("java"), fakeJdk("elsewhere", "22").resolve("bin/java"));
        assertThat(runIn(folder, installSearchingOnly(folder.resolve("jvm")), "echo")
                        .out())
                .startsWith("22");
    }

    /** An installation whose launcher looks for a JDK in that folder only, and on PATH. */
    private Path installSearchingOnly(Path jvms) throws IOException {
        Path netkit = install().resolve("bin/netkit");
        String script = Files.readString(netkit);
        String narrowed = script.replace("/usr/lib/jvm/*", "\"" + jvms + "\"/*")
                .replaceAll(" (/opt|/usr/local|/home|/Library)/[^ \n;]*", " /nowhere");
        assertThat(narrowed).contains(jvms.toString()).doesNotContain("/opt/");
        write(netkit, narrowed);
        return netkit;
    }

    private Path toolsWithoutJava() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("sh", "cat", "sed", "find", "readlink", "uname", "mkdir", "nice", "env", "printf")) {
            Path found = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            if (Files.notExists(tools.resolve(tool))) {
                Files.createSymbolicLink(tools.resolve(tool), found);
            }
        }
        return tools;
    }
}

package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** When the start-up cache is made, and when it is used. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherCacheIT extends LauncherCacheFixture {
    @Test
    void cacheOfARealJvmIsMadeInTheBackgroundAndThenUsed() throws IOException {
        environment.put("JAVA_HOME", REAL_JAVA);
        environment.put("NETKIT_JAVA_OPTS", "-Xlog:class+load:stderr");
        // Below a folder with a space in its name, Java 17 archives its own classes only.
        Path netkit = install(temp.resolve("app")).resolve("bin/netkit");

        assertThat(runIn(folder, netkit, "--version").err()).contains("dev.netkit.cli.Main source: file:");
        awaitCaches(1);
        LauncherRun second = runIn(folder, netkit, "--version");

        assertThat(second.exitCode()).isZero();
        assertThat(second.err()).contains("dev.netkit.cli.Main source: shared objects file");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cacheFolder())))
                .isEqualTo("rwx------");
    }

    @Test
    void warmedCacheIsUsedInSilence() throws IOException {
        environment.put("JAVA_HOME", REAL_JAVA);
        Path netkit = install(temp.resolve("app")).resolve("bin/netkit");
        warm(netkit);
        assertThat(runIn(folder, netkit, "cache", "status").exitCode()).isZero();

        LauncherRun run = runIn(folder, netkit, "--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("netkit ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void firstStartDoesNotWaitForTheTraining() throws IOException {
        Path trained = folder.resolve("trained");
        Path mayEnd = folder.resolve("may end");
        write(
                jdk17.resolve("bin/java"),
                "#!/bin/sh\ncase $* in *__train*) until [ -e '" + mayEnd + "' ]; do sleep 0.1; done; : >'" + trained
                        + "' ;; esac\n");

        // Returns at the end of the output, which the training would hold open if it had inherited it.
        LauncherRun first = runIn(folder, install().resolve("bin/netkit"), "echo");

        assertThat(first.exitCode()).isZero();
        assertThat(trained).doesNotExist();
        Files.createFile(mayEnd);
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(trained));
        awaitCaches(0);
    }

    @Test
    void eightFirstStartsAtOnceMakeOneCache() throws IOException {
        environment.put("JAVA_HOME", REAL_JAVA);
        Path netkit = install().resolve("bin/netkit");
        List<CompletableFuture<LauncherRun>> starts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            starts.add(CompletableFuture.supplyAsync(() -> runIn(folder, netkit, "--version")));
        }

        assertThat(starts).allSatisfy(start -> {
            assertThat(start.join().exitCode()).isZero();
            assertThat(start.join().out()).startsWith("netkit ");
            assertThat(start.join().err()).isEmpty();
        });
        awaitCaches(1);
        assertThat(filesIn(cacheFolder())).allMatch(name -> name.matches(".*\\.jsa(\\.stamp)?|training.log"));
    }

    @Test
    void nothingIsMadeWhenSwitchedOffOrInContinuousIntegration() throws IOException {
        Path netkit = install().resolve("bin/netkit");
        environment.put("NETKIT_CACHE", "off");
        runIn(folder, netkit, "echo");
        environment.remove("NETKIT_CACHE");
        environment.put("CI", "true");
        runIn(folder, netkit, "echo");

        environment.remove("CI");
        assertThat(cacheFolder()).doesNotExist();
        runIn(folder, netkit, "echo");
        awaitCaches(1);

        environment.put("NETKIT_CACHE", "off");
        assertThat(runIn(folder, netkit, "echo").out()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void anotherJarOrJavaGetsAnotherCache() throws IOException {
        Path app = install();
        Path first = warm(app.resolve("bin/netkit"));
        Files.writeString(app.resolve("lib/BUILD_ID"), "0123456789abcdef\n");

        assertThat(runIn(folder, app.resolve("bin/netkit"), "echo").out()).doesNotContain("SharedArchiveFile");
        awaitCaches(2);
        environment.put("JAVA_HOME", fakeJdk("jdk 25", "25.0.1").toString());
        assertThat(runIn(folder, app.resolve("bin/netkit"), "echo").out()).doesNotContain("SharedArchiveFile");
        awaitCaches(3);

        assertThat(first).exists();
        assertThat(filesIn(cacheFolder()))
                .anyMatch(name -> name.startsWith("0123456789abcdef-17.0.9+7-"))
                .anyMatch(name -> name.startsWith("0123456789abcdef-25.0.1+7-"));
    }

    @Test
    void jarOfTheSameContentThatIsNewerThanItsArchiveGetsANewOne() throws IOException {
        Path app = install();
        Path cache = warm(app.resolve("bin/netkit"));
        FileTime madeAt = Files.getLastModifiedTime(cache);
        setTime(app.resolve("lib/netkit.jar"), Instant.now());

        runIn(folder, app.resolve("bin/netkit"), "echo");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.getLastModifiedTime(cache).compareTo(madeAt) > 0);
        awaitCaches(1);
    }

    @Test
    void cacheThatCameWithTheProgramIsUsed() throws IOException {
        Path app = install();
        warm(app.resolve("bin/netkit"));
        Files.move(cacheFolder(), app.resolve("lib/cache"));

        LauncherRun run = runIn(folder, app.resolve("bin/netkit"), "echo");

        assertThat(run.out()).contains("-XX:SharedArchiveFile=" + app.toRealPath() + "/lib/cache/");
        assertThat(cacheFolder()).doesNotExist();
    }

    @Test
    void commandShowsMakesAndClears() throws IOException {
        Path netkit = install().resolve("bin/netkit");

        assertThat(runIn(folder, netkit, "cache", "status")).satisfies(status -> {
            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.out()).contains("state   not made yet");
        });
        assertThat(runIn(folder, netkit, "cache", "warm").exitCode()).isZero();
        assertThat(runIn(folder, netkit, "cache", "status")).satisfies(status -> {
            assertThat(status.exitCode()).isZero();
            assertThat(status.out()).contains("state   ready", jdk17.toString());
        });
        assertThat(runIn(folder, netkit, "cache", "clear").exitCode()).isZero();
        assertThat(cacheFolder()).doesNotExist();
        assertThat(runIn(folder, netkit, "cache", "--help").out()).startsWith("Usage: netkit cache ");
        assertThat(runIn(folder, netkit, "help", "cache").out()).startsWith("Usage: netkit cache ");
        assertThat(runIn(folder, netkit, "cache", "melt").exitCode()).isEqualTo(2);
        assertThat(runIn(folder, netkit, "cache").exitCode()).isEqualTo(2);
    }
}

package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the launcher does about a start-up cache that is damaged, or that cannot be made. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherCacheTroubleIT extends LauncherCacheFixture {
    @Test
    void cutCacheIsNotUsedAndMadeAnew() throws IOException {
        Path netkit = install().resolve("bin/netkit");
        Path cache = warm(netkit);
        cut(cache);

        LauncherRun run = runIn(folder, netkit, "echo");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).doesNotContain("SharedArchiveFile");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.size(cache) == "archive\n".length());
        awaitCaches(1);
        assertThat(runIn(folder, netkit, "echo").out()).contains("-XX:SharedArchiveFile=" + cache);
    }

    @Test
    void damageThatDoesNotShowCostsAtMostOneStart() throws IOException {
        environment.put("JAVA_HOME", REAL_JAVA);
        environment.put("NETKIT_JAVA_OPTS", "-XX:-CreateCoredumpOnCrash");
        Path netkit = install().resolve("bin/netkit");
        Path cache = warm(netkit);
        FileTime madeAt = Files.getLastModifiedTime(cache);
        cut(cache);
        Files.setLastModifiedTime(cache, madeAt);

        LauncherRun first = runIn(folder, netkit, "--version");
        LauncherRun second = runIn(folder, netkit, "--version");

        assertThat(first.exitCode() == 0 || first.err().contains("its start-up cache is removed"))
                .as("either the JVM notices, or the user is told: %s", first)
                .isTrue();
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).startsWith("netkit ");
        awaitNoLocks();
    }

    @Test
    void cacheThatTheJvmCannotUseIsPassedOverInSilence() throws IOException {
        environment.put("JAVA_HOME", REAL_JAVA);
        Path netkit = install().resolve("bin/netkit");
        warm(netkit);
        environment.put("NETKIT_JAVA_OPTS", "-XX:+UseZGC");

        LauncherRun run = runIn(folder, netkit, "--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("netkit ").hasLineCount(1);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void homeThatIsNotThereIsDoneWithout() throws IOException {
        environment.put("HOME", folder.resolve("not there/home").toString());

        LauncherRun run = runIn(folder, install().resolve("bin/netkit"), "echo");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        environment.remove("HOME");
        assertThat(runIn(folder, install().resolve("bin/netkit"), "echo").err()).isEmpty();
    }

    @Test
    void cacheFolderThatCannotBeWrittenToIsUsedButNotChanged() throws IOException {
        Path netkit = install().resolve("bin/netkit");
        Path cache = warm(netkit);
        Files.setPosixFilePermissions(cacheFolder(), PosixFilePermissions.fromString("r-x------"));
        assumeTrue(!Files.isWritable(cacheFolder()), "root may write everywhere");

        assertThat(runIn(folder, netkit, "echo").out()).contains("-XX:SharedArchiveFile=" + cache);
        environment.put("JAVA_HOME", fakeJdk("jdk 18", "18").toString());
        assertThat(runIn(folder, netkit, "echo").err()).isEmpty();
        assertThat(runIn(folder, netkit, "cache", "warm").exitCode()).isEqualTo(5);
        Files.setPosixFilePermissions(cacheFolder(), PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void cacheFolderThatIsALinkIsNotUsed() throws IOException {
        Path netkit = install().resolve("bin/netkit");
        warm(netkit);
        Path elsewhere = Files.move(cacheFolder(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(cacheFolder(), elsewhere);

        assertThat(runIn(folder, netkit, "echo").out()).doesNotContain("SharedArchiveFile");
        assertThat(runIn(folder, netkit, "cache", "warm").exitCode()).isEqualTo(5);
        assertThat(runIn(folder, netkit, "cache", "clear").exitCode()).isEqualTo(5);
    }

    @Test
    void failedTrainingIsNotRepeatedAtEveryStart() throws IOException {
        Path tries = folder.resolve("tries");
        write(
                jdk17.resolve("bin/java"),
                "#!/bin/sh\ncase $* in *__train*) echo try >>'" + tries + "'; exit 1 ;; esac\n");
        Path netkit = install().resolve("bin/netkit");

        LauncherRun warmed = runIn(folder, netkit, "cache", "warm");
        assertThat(warmed.exitCode()).isEqualTo(5);
        assertThat(warmed.err()).startsWith("netkit: cannot make the start-up cache: ");
        assertThat(runIn(folder, netkit, "cache", "make-in-background").exitCode())
                .isZero();

        assertThat(Files.readAllLines(tries)).hasSize(1);
    }

    @Test
    void lockOfAKilledTrainingIsBroken() throws IOException, InterruptedException {
        Path netkit = install().resolve("bin/netkit");
        Path cache = warm(netkit);
        Files.delete(cache);
        Path lock = Files.createDirectory(cacheFolder().resolve(cache.getFileName() + ".lock"));
        Files.writeString(lock.resolve("owner"), pidOfTheDead() + " " + hostName() + "\n");

        runIn(folder, netkit, "echo");

        awaitCaches(1);
    }

    @Test
    void lockOfAKilledTrainingOfAnotherJarIsRemovedInTheEnd() throws IOException {
        Path netkit = install().resolve("bin/netkit");
        Path cache = warm(netkit);
        Path lock = Files.createDirectory(cacheFolder().resolve("0123-17.jsa.lock"));
        Files.writeString(lock.resolve("owner"), "1 elsewhere\n");
        setTime(lock, Instant.now().minus(Duration.ofHours(2)));
        Files.delete(cache);

        assertThat(runIn(folder, netkit, "cache", "warm").exitCode()).isZero();

        assertThat(lock).doesNotExist();
        assertThat(cache).exists();
    }

    private void cut(Path cache) throws IOException {
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rw-------"));
        try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
            file.setLength(file.length() / 3);
        }
    }
}

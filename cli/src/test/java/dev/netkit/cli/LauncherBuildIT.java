package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** When the launcher of a checkout builds, and what comes of it. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherBuildIT extends LauncherFixture {
    private Path checkout;
    private Path netkit;
    private Path source;

    @BeforeEach
    void makeACheckout() throws IOException {
        checkout = Files.createDirectories(folder.resolve("check out"));
        netkit = copyScripts(checkout.resolve("scripts"));
        source = checkout.resolve("cli/src/main/java/Some.java");
        Files.createDirectories(source.getParent());
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.writeString(source, "class Some {}");
        setTime(source, MINUTE_AGO);
        maven("");
    }

    @Test
    void buildsWhatIsMissingAndOnlyThat() throws IOException {
        LauncherRun first = LauncherRun.of(start(folder, netkit, "echo"), "for the command\n");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .startsWith("-Xlog:disable")
                .endsWith("\necho\nfor the command\n")
                .doesNotContain("Maven says");
        assertThat(first.err()).isEqualTo("netkit: building, this takes a minute the first time\n");
        assertThat(runIn(folder, netkit, "echo").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void sourceThatIsNewerOrGoneIsNoticed() throws IOException {
        runIn(folder, netkit, "echo");
        age();

        Files.writeString(source, "class Some { }");
        assertThat(runIn(folder, netkit, "echo").err()).isEqualTo("netkit: building, because sources have changed\n");
        assertThat(builds()).isEqualTo(2);

        age();
        Files.delete(source);
        runIn(folder, netkit, "echo");
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void changeThatLeavesTheJarAloneIsBuiltOnce() throws IOException {
        runIn(folder, netkit, "echo");
        age();
        maven("exit 0");

        Files.writeString(source, "class Some { /* */ }");
        runIn(folder, netkit, "echo");
        runIn(folder, netkit, "echo");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void failedBuildFailsTheStartEvenBesideAnOlderJar() throws IOException {
        runIn(folder, netkit, "echo");
        age();
        maven("echo '[ERROR] Some.java: missing semicolon'; exit 1");
        Files.writeString(source, "class Some {");

        LauncherRun run = runIn(folder, netkit, "echo");

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("missing semicolon", "netkit: cannot build: ", "\n" + HINT + "the log: ");
        assertThat(checkout.toRealPath().resolve("target/netkit-build.log")).exists();
        assertThat(checkout.resolve("target/netkit-build.lock")).doesNotExist();
    }

    @Test
    void wrapperThatCannotGetMavenGivesWayToTheOneOnThePath() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("more tools"));
        maven("");
        Files.move(checkout.resolve("mvnw"), tools.resolve("mvn"));
        write(checkout.resolve("mvnw"), "#!/bin/sh\necho 'wget: Failed to fetch it' >&2\nexit 1\n");
        environment.put("PATH", tools + ":" + environment.get("PATH"));

        assertThat(runIn(folder, netkit, "echo").exitCode()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void missingNetworkIsToldFromABug() throws IOException {
        maven("echo '[ERROR] Could not transfer artifact'; exit 1");

        assertThat(runIn(folder, netkit, "echo").exitCode()).isEqualTo(3);
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws IOException {
        maven("sleep 1");
        CompletableFuture<LauncherRun> other = CompletableFuture.supplyAsync(() -> runIn(folder, netkit, "echo"));
        Path lock = checkout.resolve("target/netkit-build.lock/owner");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(lock));

        LauncherRun second = runIn(folder, netkit, "echo");

        assertThat(other.join().exitCode()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(second.err()).isEqualTo("netkit: waiting for another netkit that is building\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void lockOfAKilledBuildIsBroken() throws IOException, InterruptedException {
        Path lock = Files.createDirectories(checkout.resolve("target/netkit-build.lock"));
        Files.writeString(lock.resolve("owner"), pidOfTheDead() + " " + hostName() + "\n");

        assertThat(runIn(folder, netkit, "echo").exitCode()).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void needsACompiler() throws IOException {
        Files.delete(jdk17.resolve("bin/javac"));

        LauncherRun run = runIn(folder, netkit, "echo");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("has no compiler");
        assertThat(builds()).isZero();
    }

    /** A wrapper that does that, and then puts the real jar where Maven would. It reads its input, as Maven may. */
    private void maven(String doing) throws IOException {
        write(
                checkout.resolve("mvnw"),
                "#!/bin/sh\necho built >>'" + folder + "/builds'\necho Maven says; cat\n" + doing
                        + "\nmkdir -p cli/target\ncp '" + JAR + "' '" + BUILD_ID + "' cli/target\n");
    }

    private int builds() throws IOException {
        Path builds = folder.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    /** Makes everything there a minute older, so that what is written next is newer. */
    private void age() throws IOException {
        try (Stream<Path> files = Files.walk(checkout)) {
            for (Path file : files.toList()) {
                setTime(file, Files.getLastModifiedTime(file).toInstant().minusSeconds(60));
            }
        }
    }
}

package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** A launcher that may make its start-up cache, and what it has made. */
abstract class LauncherCacheFixture extends LauncherFixture {
    @BeforeEach
    void lettingItBeMade() {
        environment.remove("CI");
    }

    Path warm(Path netkit) throws IOException {
        assertThat(runIn(folder, netkit, "cache", "warm").exitCode()).isZero();
        try (Stream<Path> files = Files.list(cacheFolder())) {
            Path cache = files.filter(LauncherCacheFixture::isCache).findFirst().orElseThrow();
            // Some shells compare times by the second.
            setTime(cache, MINUTE_AGO);
            setTime(Path.of(cache + ".stamp"), MINUTE_AGO);
            return cache;
        }
    }

    Path cacheFolder() {
        return home.resolve(".cache/netkit");
    }

    private static boolean isCache(Path file) {
        return file.toString().endsWith(".jsa");
    }

    void awaitCaches(int count) {
        awaitNoLocks();
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(filesIn(cacheFolder()))
                        .filteredOn(name -> isCache(Path.of(name)))
                        .hasSize(count));
        awaitNoLocks();
    }

    /** Until no training is under way, so that none writes into a folder that is about to be removed. */
    void awaitNoLocks() {
        await().atMost(Duration.ofSeconds(120))
                .until(() -> filesIn(cacheFolder()).stream().noneMatch(name -> name.endsWith(".lock")));
    }

    static List<String> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

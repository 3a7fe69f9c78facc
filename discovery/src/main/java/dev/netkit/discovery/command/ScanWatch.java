package dev.netkit.discovery.command;

import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.message.UtcTime;
import dev.netkit.discovery.scan.Change;
import dev.netkit.discovery.scan.Changes;
import dev.netkit.discovery.scan.OwnNetworks;
import dev.netkit.discovery.scan.Scan;
import dev.netkit.discovery.scan.ScanConfig;
import dev.netkit.discovery.scan.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Scans again and again, and prints what is different; each line goes out whole, so that a signal cuts none. */
final class ScanWatch {
    static final Duration SHORTEST = Duration.ofSeconds(1);

    /** A host that sleeps misses a round now and then. */
    private static final int MOST_MISSED = 2;

    private final Console console;
    private final boolean json;
    private final Changes changes = new Changes(MOST_MISSED);

    ScanWatch(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** Begins a round every so often, or as soon as the one before has ended; blocks until the process ends, and never returns. */
    int run(ScanConfig config, Duration every) throws IOException, InterruptedException {
        while (true) {
            long start = System.nanoTime();
            round(config);
            TimeUnit.NANOSECONDS.sleep(every.toNanos() - (System.nanoTime() - start));
        }
    }

    /** This machine's networks may be others in every round. */
    private void round(ScanConfig config) throws IOException {
        List<Sighting> seen = new ArrayList<>();
        Scan.ofMachine(config, OwnNetworks.ofMachine()).run(host -> seen.add(Sighting.of(host)));
        for (Change change : changes.round(seen)) {
            console.print(json ? json(change) : text(change));
        }
    }

    private static String text(Change change) {
        return String.format(Locale.ROOT, "%tT  %s", LocalTime.now(), ChangeFormat.text(change));
    }

    private static String json(Change change) {
        JsonLine line = JsonLine.empty().with("time", UtcTime.format(Instant.now()));
        return ChangeFormat.json(line, change).toString();
    }
}

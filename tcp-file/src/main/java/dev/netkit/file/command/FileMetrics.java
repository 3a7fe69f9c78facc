package dev.netkit.file.command;

import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** Counts files by what became of them, and passes the events on. */
final class FileMetrics implements FileListener {
    private static final String STORED = "stored";
    private static final String IDENTICAL = "identical";
    private static final String REFUSED = "refused";
    private static final String FAILED = "failed";

    private final FileListener next;
    private final Counter files;
    private final Counter storedBytes;
    private final Counter verified;
    private final Counter resumed;

    FileMetrics(PrometheusRegistry registry, FileListener next) {
        this.next = next;
        files = Counter.builder()
                .name("netkit_file_files")
                .help("Files that were offered and done with, by what became of them.")
                .labelNames("outcome")
                .withoutExemplars()
                .register(registry);
        List.of(STORED, IDENTICAL, REFUSED, FAILED).forEach(files::initLabelValues);
        storedBytes = counter(registry, "netkit_file_stored_bytes", "Bytes of the files that were stored.");
        verified = counter(registry, "netkit_file_verified", "Stored files whose digest was compared.");
        resumed = counter(registry, "netkit_file_resumed", "Files that went on where they had been cut off.");
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name(name).help(help).withoutExemplars().register(registry);
    }

    @Override
    public void on(FileEvent event) {
        if (event instanceof FileEvent.Stored stored) {
            count(stored);
        } else if (event instanceof FileEvent.Skipped) {
            files.labelValues(REFUSED).inc();
        } else if (event instanceof FileEvent.Failed) {
            files.labelValues(FAILED).inc();
        } else if (event instanceof FileEvent.Resumed) {
            resumed.inc();
        }
        next.on(event);
    }

    private void count(FileEvent.Stored stored) {
        files.labelValues(stored.identical() ? IDENTICAL : STORED).inc();
        if (!stored.identical()) {
            storedBytes.inc(stored.size());
        }
        if (stored.sha256().isPresent()) {
            verified.inc();
        }
    }
}

package dev.netkit.file.command;

import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import dev.netkit.file.send.Outgoing;
import java.io.Closeable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rate and time left on a terminal, while files are sent. */
final class TransferProgress implements FileListener, ServiceListener, Closeable {
    private static final int WIDTH = 79;
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final long MEBIBYTE = 1024 * 1024;

    private final ProgressBar bar;
    private final FileListener next;
    private final Map<String, Long> sizes = new HashMap<>();
    private long finished;

    TransferProgress(List<Outgoing> files, PrintStream terminal, FileListener next) {
        this.next = next;
        files.forEach(file -> file.size().ifPresent(size -> sizes.put(file.name(), size)));
        boolean known = files.stream().allMatch(file -> file.size().isPresent());
        long total = sizes.values().stream().mapToLong(Long::longValue).sum();
        bar = new ProgressBarBuilder()
                .setInitialMax(known ? total : -1)
                .setUnit(" MiB", MEBIBYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis((int) INTERVAL.toMillis())
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                .build();
    }

    @Override
    public boolean wants(Detail detail) {
        return detail == Detail.ACTIVITY;
    }

    @Override
    public void on(ServiceEvent event) {
        if (event instanceof ServiceEvent.Sent portion) {
            bar.stepBy(portion.bytes());
        }
    }

    @Override
    public void on(FileEvent event) {
        if (!(event instanceof FileEvent.Offered) && !(event instanceof FileEvent.Resumed)) {
            finished += sizes.getOrDefault(event.name(), 0L);
            if (bar.getCurrent() < finished) {
                bar.stepTo(finished); // what was there already, or was not wanted, need not be waited for
            }
        }
        next.on(event);
    }

    @Override
    public void close() {
        bar.close();
    }
}

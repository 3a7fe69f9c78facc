package dev.netkit.common.cli;

import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import java.io.IOException;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows service events: as text on standard error, as JSON lines on standard output, or in a log file. Once standard
 * output fails nothing more is shown; the command is told, so that it can stop, and asks for the reason afterwards.
 */
public final class ServiceOutput implements ServiceListener {
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger("netkit");
    }

    private final Console console;
    private final Detail detail;
    private final boolean json;
    private final boolean toLogFile;
    private final ReentrantLock line = new ReentrantLock();
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private volatile Runnable whenLost = () -> {};

    ServiceOutput(Console console, Detail detail, boolean json, boolean toLogFile) {
        this.console = console;
        this.detail = detail;
        this.json = json;
        this.toLogFile = toLogFile;
    }

    /** What to do when standard output fails, such as stopping the server; may be called from any thread. */
    public void whenLost(Runnable action) {
        whenLost = action;
        if (failure.get() != null) {
            action.run();
        }
    }

    /** Throws what standard output failed with, if it did. */
    public void check() throws IOException {
        Optional<IOException> failed = Optional.ofNullable(failure.get());
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    @Override
    public boolean wants(Detail wanted) {
        return wanted.compareTo(detail) <= 0;
    }

    @Override
    public void on(ServiceEvent event) {
        if (!wants(event.detail())) {
            return;
        }
        line.lock(); // before the clock is read, so that no line is older than the one before it
        try {
            show(event);
        } finally {
            line.unlock();
        }
    }

    private void show(ServiceEvent event) {
        if (json) {
            printLine(event.tell(EventJson.INSTANCE));
        }
        if (toLogFile) {
            log(event);
        } else if (!json) {
            say(event.tell(EventText.INSTANCE));
        }
    }

    private void say(String text) {
        console.say(ClockText.timeOfDay(LocalTime.now()) + " " + text);
    }

    /** Tells of something that only this service knows, in the form that is wanted; {@code text} is safe to show. */
    public void tell(Detail about, JsonLine object, String text) {
        if (!wants(about)) {
            return;
        }
        line.lock();
        try {
            if (json) {
                printLine(object);
            }
            if (toLogFile) {
                Log.LOG.info(text);
            } else if (!json) {
                say(text);
            }
        } finally {
            line.unlock();
        }
    }

    /** Prints one more object among the events, whole lines only. */
    public void print(JsonLine object) {
        line.lock();
        try {
            printLine(object);
        } finally {
            line.unlock();
        }
    }

    private void printLine(JsonLine object) {
        try {
            if (failure.get() == null) {
                console.print(object.toString());
            }
        } catch (IOException e) {
            failure.set(e);
            whenLost.run();
        }
    }

    private static void log(ServiceEvent event) {
        String text = event.tell(EventText.INSTANCE);
        if (event instanceof ServiceEvent.Problem) {
            Log.LOG.warn(text);
        } else if (event.detail() == Detail.TRACE) {
            Log.LOG.trace(text);
        } else {
            Log.LOG.info(text);
        }
    }
}

package dev.netkit.file.command;

import dev.netkit.common.net.Endpoint;
import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program after each stored file, one after another and never through a shell: the name of a file comes from its
 * sender, and reaches the program as a value in its environment only.
 */
final class AfterStored implements FileListener, Closeable {
    private static final long LONGEST_END_SECONDS = 5;

    private final String program;
    private final boolean patient;
    private final FileListener next;
    private volatile Optional<Process> running = Optional.empty();
    private volatile boolean stopped;
    private final ExecutorService runs = Executors.newSingleThreadExecutor(run -> {
        Thread thread = new Thread(run, "netkit-exec");
        thread.setDaemon(true);
        return thread;
    });

    /** Patient: at the end every run is waited for, however long it takes. */
    AfterStored(String program, boolean patient, FileListener next) {
        this.program = program;
        this.patient = patient;
        this.next = next;
    }

    @Override
    public void on(FileEvent event) {
        next.on(event);
        if (event instanceof FileEvent.Stored stored && stored.path().isPresent()) {
            runs.execute(() -> run(stored));
        }
    }

    private void run(FileEvent.Stored stored) {
        if (stopped) {
            failed(stored, program + " was not run, as the server stopped");
            return;
        }
        ProcessBuilder process = new ProcessBuilder(program)
                .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().remove("NETKIT_KEY");
        describe(stored, process.environment());
        try {
            Process started = process.start();
            running = Optional.of(started);
            int code = started.waitFor();
            if (code != 0) {
                failed(stored, program + " ended with " + code);
            }
        } catch (IOException e) {
            failed(stored, program + " cannot be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void describe(FileEvent.Stored stored, Map<String, String> environment) {
        environment.put("NETKIT_FILE", stored.path().orElseThrow().toString());
        environment.put("NETKIT_FILE_SIZE", String.valueOf(stored.size()));
        environment.put("NETKIT_FILE_PEER", Endpoint.of(stored.peer()).toString());
        stored.sha256().ifPresent(sha256 -> environment.put("NETKIT_FILE_SHA256", sha256));
    }

    private static File nullDevice() {
        return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
    }

    private void failed(FileEvent.Stored stored, String why) {
        next.on(new FileEvent.NotDone(stored.peer(), stored.name(), why));
    }

    /** Lets what is still to be run be run, for a while; what is not run then is told. */
    @Override
    public void close() {
        runs.shutdown();
        try {
            long longest = patient ? Long.MAX_VALUE : LONGEST_END_SECONDS;
            if (!runs.awaitTermination(longest, TimeUnit.SECONDS)) {
                stopped = true;
                running.ifPresent(Process::destroy);
                runs.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

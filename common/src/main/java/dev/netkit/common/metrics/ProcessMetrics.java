package dev.netkit.common.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What every process can be asked, by the names that all Prometheus libraries give it. Some of it only Linux tells. */
final class ProcessMetrics {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int KILO = 1024;
    private static final double MILLIS = 1000;

    private ProcessMetrics() {}

    static void register(PrometheusRegistry registry) {
        gauge(registry, "process_start_time_seconds", "Start of the process, Unix time.", ProcessMetrics::start);
        gauge(registry, "process_resident_memory_bytes", "Memory of the process.", ProcessMetrics::residentMemory);
        gauge(registry, "process_open_fds", "Descriptors in use.", ProcessMetrics::openDescriptors);
        gauge(registry, "process_max_fds", "Descriptors that there may be.", ProcessMetrics::mostDescriptors);
        gauge(registry, "jvm_memory_used_bytes", "Heap in use, garbage included.", ProcessMetrics::usedHeap);
        gauge(registry, "jvm_memory_max_bytes", "Heap that there may be.", ProcessMetrics::mostHeap);
        CounterWithCallback.builder()
                .name("process_cpu_seconds")
                .help("CPU time of the process.")
                .callback(callback -> cpu().ifPresent(callback::call))
                .register(registry);
        Info.builder()
                .name("netkit_build")
                .help("Which netkit this is, on which Java.")
                .labelNames("version", "java")
                .register(registry)
                .addLabelValues(version(), Runtime.version().toString());
    }

    private static void gauge(PrometheusRegistry registry, String name, String help, Supplier<OptionalDouble> figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> figure.get().ifPresent(callback::call))
                .register(registry);
    }

    /** As the jar says; classes that are in none are of no version yet. */
    private static String version() {
        return Optional.ofNullable(ProcessMetrics.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }

    private static OptionalDouble start() {
        Optional<Instant> start = ProcessHandle.current().info().startInstant();
        return start.isPresent() ? OptionalDouble.of(start.get().toEpochMilli() / MILLIS) : OptionalDouble.empty();
    }

    private static OptionalDouble cpu() {
        Optional<Duration> cpu = ProcessHandle.current().info().totalCpuDuration();
        return cpu.isPresent() ? OptionalDouble.of(cpu.get().toMillis() / MILLIS) : OptionalDouble.empty();
    }

    private static OptionalDouble usedHeap() {
        return OptionalDouble.of(
                Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }

    private static OptionalDouble mostHeap() {
        return OptionalDouble.of(Runtime.getRuntime().maxMemory());
    }

    private static OptionalDouble residentMemory() {
        OptionalDouble kilobytes = number(STATUS, "VmRSS:");
        return kilobytes.isPresent() ? OptionalDouble.of(kilobytes.getAsDouble() * KILO) : kilobytes;
    }

    private static OptionalDouble mostDescriptors() {
        return number(LIMITS, "Max open files");
    }

    private static OptionalDouble openDescriptors() {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return OptionalDouble.of(descriptors.count());
        } catch (IOException e) {
            return OptionalDouble.empty(); // not on this system
        }
    }

    /** The first number of the line that begins so. */
    private static OptionalDouble number(Path file, String beginning) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(beginning))
                    .map(line -> line.substring(beginning.length()).strip().split("\\s+")[0])
                    .filter(word -> word.matches("\\d+"))
                    .mapToDouble(Double::parseDouble)
                    .findFirst();
        } catch (IOException e) {
            return OptionalDouble.empty(); // not on this system
        }
    }
}

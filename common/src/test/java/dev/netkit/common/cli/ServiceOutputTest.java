package dev.netkit.common.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ServiceOutputTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.7", 50_123);
    private static final ServiceEvent STARTING = new ServiceEvent.Starting("echo");
    private static final ServiceEvent CONNECTED = new ServiceEvent.Connected(PEER);
    private static final ServiceEvent TRACED = new ServiceEvent.Traced(PEER, Direction.IN, "frame", new byte[1]);
    private static final ServiceEvent PROBLEM = new ServiceEvent.Problem("cannot answer", "no way");

    private final TestConsole test = TestConsole.ofPipes("");

    @ParameterizedTest
    @CsvSource({"ESSENTIAL, 2", "ACTIVITY, 3", "TRACE, 4"})
    void onlyEventsOfTheDetailWantedAreShown(Detail detail, int shown) {
        ServiceOutput output = new ServiceOutput(test.console(), detail, false, false);
        for (ServiceEvent event : List.of(STARTING, CONNECTED, TRACED, PROBLEM)) {
            assertThat(output.wants(event.detail())).isEqualTo(event.detail().compareTo(detail) <= 0);
            output.on(event);
        }
        assertThat(test.err().lines().filter(line -> line.matches("\\d\\d:.*"))).hasSize(shown);
    }

    @Test
    void textGoesToStandardErrorWithTheTime() {
        ServiceOutput output = new ServiceOutput(test.console(), Detail.ACTIVITY, false, false);
        output.on(CONNECTED);
        assertThat(test.err()).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} 192\\.0\\.2\\.7:50123 connected\n");
        assertThat(test.out()).isEmpty();
    }

    @Test
    void noLineIsOlderThanTheOneBeforeIt() throws Exception {
        ServiceOutput output = new ServiceOutput(test.console(), Detail.ACTIVITY, true, false);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> telling = () -> {
                for (int i = 0; i < 5_000; i++) {
                    output.on(CONNECTED);
                }
                return null;
            };
            for (Future<Void> told : threads.invokeAll(Collections.nCopies(4, telling))) {
                told.get();
            }
        } finally {
            threads.shutdown();
        }
        Pattern time = Pattern.compile("\"time\":\"[^\"]+\"");
        assertThat(time.matcher(test.out()).results().map(MatchResult::group))
                .hasSize(20_000)
                .isSorted();
    }

    @Test
    void jsonGoesToStandardOutputOneObjectALine() throws JsonProcessingException {
        ServiceOutput output = new ServiceOutput(test.console(), Detail.ACTIVITY, true, false);
        output.on(STARTING);
        output.on(CONNECTED);
        output.on(TRACED);
        assertThat(eventNames(test.out())).containsExactly("starting", "connected");
        assertThat(test.out()).endsWith("\n");
        assertThat(test.err()).isEmpty();
    }

    @Test
    void otherObjectsComeAmongTheEvents() throws JsonProcessingException {
        ServiceOutput output = new ServiceOutput(test.console(), Detail.ESSENTIAL, true, false);
        output.on(STARTING);
        output.print(JsonLine.event("summary").with("sent", 5));
        assertThat(eventNames(test.out())).containsExactly("starting", "summary");
    }

    @Test
    void logFileTakesTheMessagesOffTheScreen() {
        ServiceOutput output = new ServiceOutput(test.console(), Detail.TRACE, false, true);
        for (ServiceEvent event : List.of(STARTING, CONNECTED, TRACED, PROBLEM)) {
            output.on(event);
        }
        assertThat(test.err()).isEmpty();
        assertThat(test.out()).isEmpty();
    }

    @Test
    void logFileDoesNotTakeTheJson() throws JsonProcessingException {
        ServiceOutput output = new ServiceOutput(test.console(), Detail.ACTIVITY, true, true);
        output.on(STARTING);
        assertThat(eventNames(test.out())).containsExactly("starting");
    }

    @Test
    void nothingIsWrongWhileStandardOutputWorks() {
        ServiceOutput output = new ServiceOutput(test.console(), Detail.ACTIVITY, true, false);
        AtomicInteger told = new AtomicInteger();
        output.whenLost(told::incrementAndGet);
        output.on(STARTING);
        assertThatCode(output::check).doesNotThrowAnyException();
        assertThat(told).hasValue(0);
    }

    @Test
    void lostOutputIsToldOnceAndKept() {
        FailingOutput out = new FailingOutput(0);
        ServiceOutput output = jsonTo(out);
        AtomicInteger told = new AtomicInteger();
        output.whenLost(told::incrementAndGet);
        output.on(STARTING);
        output.on(CONNECTED);
        output.print(JsonLine.event("summary"));

        assertThat(told).hasValue(1);
        assertThat(out.writes).isEqualTo(1);
        assertThatThrownBy(output::check).isSameAs(out.failure);
        assertThatThrownBy(output::check).isSameAs(out.failure);
    }

    @Test
    void nothingMoreIsShownAfterALossEvenIfTheOutputRecovers() throws JsonProcessingException {
        FailingOutput out = new FailingOutput(1);
        ServiceOutput output = jsonTo(out);
        output.on(STARTING);
        output.on(CONNECTED);
        out.recovered = true;
        output.on(PROBLEM);
        assertThat(eventNames(out.written.toString(UTF_8))).containsExactly("starting");
        assertThatThrownBy(output::check).isSameAs(out.failure);
    }

    @Test
    void lossThatCameBeforeAnybodyListenedIsToldAtOnce() {
        ServiceOutput output = jsonTo(new FailingOutput(0));
        output.on(STARTING);
        AtomicInteger told = new AtomicInteger();
        output.whenLost(told::incrementAndGet);
        assertThat(told).hasValue(1);
    }

    @Test
    void linesOfManyThreadsStayWhole() throws Exception {
        ServiceOutput output = new ServiceOutput(test.console(), Detail.ACTIVITY, true, false);
        Callable<Void> speaker = () -> {
            for (int i = 0; i < 200; i++) {
                output.on(CONNECTED);
            }
            return null;
        };
        ExecutorService speakers = Executors.newFixedThreadPool(8);
        try {
            for (Future<Void> end : speakers.invokeAll(Collections.nCopies(8, speaker))) {
                end.get();
            }
        } finally {
            speakers.shutdownNow();
        }
        assertThat(eventNames(test.out())).hasSize(1_600).containsOnly("connected");
    }

    private static ServiceOutput jsonTo(OutputStream out) {
        Console console = new Console(InputStream.nullInputStream(), out, OutputStream.nullOutputStream(), "");
        return new ServiceOutput(console, Detail.ACTIVITY, true, false);
    }

    private static List<String> eventNames(String lines) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        List<String> names = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            names.add(json.readTree(line).path("event").textValue());
        }
        return names;
    }

    /** Takes so many writes and then fails, until it recovers. */
    private static final class FailingOutput extends OutputStream {
        private final IOException failure = new IOException("gone");
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final int good;
        private int writes;
        private boolean recovered;

        FailingOutput(int good) {
            this.good = good;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (++writes > good && !recovered) {
                throw failure;
            }
            written.write(source, offset, length);
        }
    }
}

package dev.netkit.echo.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.CommandSession;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.StopSignals;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.PoliteServer;
import dev.netkit.common.net.RunningServer;
import dev.netkit.echo.RunningEcho;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo commands between other programs, and what is left of them when those or their user leave. */
@Timeout(60)
class EchoPipelineTest {
    private static final byte[] RAW = "a\r\n\u00ff\u00fe\n\nno end".getBytes(ISO_8859_1);

    @ParameterizedTest
    @ValueSource(strings = {"", "--json"})
    void aMeasurementWhoseReaderLeavesEndsWithoutAnotherWord(String option) throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            OneLine out = new OneLine();
            Console console = new Console(InputStream.nullInputStream(), out, new ByteArrayOutputStream(), "");
            CommandContext context = new CommandContext(console, new StopSignals());
            String[] args = (server.endpoint() + " -c 50 " + option).trim().split(" ");
            assertThat(CommandSession.run(EchoCommand::new, context, args)).isEqualTo(5);
            assertThat(out.toString(UTF_8).lines()).hasSize(1);
        }
    }

    @Test
    void aMeasurementThatIsStoppedWhileTheServerIsSilentSumsUp() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RunningServer silent = RunningServer.of(connection -> {
            connection.input().readNBytes(64);
            asked.countDown();
            connection.input().read();
        })) {
            CommandSession session = CommandSession.ofPipes();
            FutureTask<Integer> run = new FutureTask<>(
                    () -> session.run(EchoCommand::new, silent.endpoint().toString(), "-c", "5", "--timeout", "0"));
            new Thread(run).start();
            asked.await();
            session.signals().stop();
            assertThat(run.get()).isEqualTo(3);
            assertThat(session.out()).isEqualTo("1 sent, 0 received, 1 lost, 0 different\n");
        }
    }

    @Test
    void bytesPassUnalteredInFrames() throws Exception {
        try (RunningEcho server = RunningEcho.frames(Optional.empty(), 100)) {
            assertThatRawPasses(server, "--framing=binary");
        }
    }

    @Test
    void bytesPassUnalteredInDatagrams() throws Exception {
        try (RunningEcho server = RunningEcho.udp()) {
            assertThatRawPasses(server, "--udp");
        }
    }

    private static void assertThatRawPasses(RunningEcho server, String option) {
        CommandSession session = CommandSession.ofPipes(RAW);
        assertThat(session.run(EchoCommand::new, server.endpoint().toString(), option))
                .isZero();
        assertThat(session.outBytes()).isEqualTo(RAW);
    }

    @Test
    void aLineThatNoMessageHoldsIsUsageAndTheLimitIsNamed() throws Exception {
        try (RunningEcho frames = RunningEcho.frames(Optional.empty(), 100);
                RunningEcho datagrams = RunningEcho.udp()) {
            assertThat(refusal("x".repeat(11), frames, "--framing=ascii", "--max-frame=10"))
                    .contains("longer than 10 bytes")
                    .contains("--max-frame");
            assertThat(refusal("x".repeat(65_508), datagrams, "--udp", "-q")).contains("longer than 65507 bytes");
        }
    }

    private static String refusal(String line, RunningEcho server, String... options) {
        CommandSession session = CommandSession.ofPipes(line + "\n");
        int code = session.run(EchoCommand::new, server.endpoint().toString(), options[0], options[1]);
        assertThat(code).isEqualTo(2);
        return session.err();
    }

    @Test
    void aLoadWithNothingButWrongAnswersIsANo() throws Exception {
        try (RunningServer liar = RunningServer.of(EchoPipelineTest::lie)) {
            CommandSession session = CommandSession.ofPipes();
            assertThat(session.run(EchoLoadCommand::new, liar.endpoint().toString(), "-c", "2", "-d", "200ms"))
                    .isEqualTo(1);
        }
    }

    private static void lie(Connection connection) throws IOException {
        while (connection.input().readNBytes(64).length == 64) {
            connection.output().write(new byte[64]);
        }
    }

    @Test
    void aLoadThatIsRefusedSaysSoAsEchoDoes() {
        String nobody = Endpoint.of(PoliteServer.nobody()).toString();
        CommandSession load = CommandSession.ofPipes();
        assertThat(load.run(EchoLoadCommand::new, nobody)).isEqualTo(3);
        CommandSession echo = CommandSession.ofPipes();
        assertThat(echo.run(EchoCommand::new, nobody, "x")).isEqualTo(3);
        assertThat(load.err()).isEqualTo(echo.err());
    }

    /** Whoever reads it leaves after the first line. */
    private static final class OneLine extends ByteArrayOutputStream {
        private boolean failed;

        @Override
        public void write(byte[] line) throws IOException {
            if (failed) {
                throw new AssertionError("written to after it failed");
            }
            failed = size() > 0;
            if (failed) {
                throw new LocalFileException("cannot write", new IOException("gone"));
            }
            super.write(line);
        }
    }
}

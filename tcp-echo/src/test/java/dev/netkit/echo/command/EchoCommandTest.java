package dev.netkit.echo.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.cli.CommandSession;
import dev.netkit.echo.RunningEcho;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EchoCommandTest {
    @Test
    void argumentsAreSentAsOneLine() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            CommandSession session = CommandSession.ofPipes();
            assertThat(session.run(EchoCommand::new, at(server), "hello", "world"))
                    .isZero();
            assertThat(session.out()).isEqualTo("hello world\n");
        }
    }

    @Test
    void allFourClientMessagesAreTold() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            CommandSession session = CommandSession.ofPipes();
            session.run(EchoCommand::new, at(server), "hi");
            assertThat(session.err().lines())
                    .hasSize(4)
                    .element(0)
                    .asString()
                    .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} 127\\.0\\.0\\.1:\\d+ connected");
            assertThat(session.err())
                    .contains("sent 3 bytes")
                    .contains("received 3 bytes")
                    .contains("disconnected");
        }
    }

    @Test
    void quietSaysNothingWhenAllIsWell() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            CommandSession session = CommandSession.ofPipes();
            session.run(EchoCommand::new, at(server), "-q", "hi");
            assertThat(session.err()).isEmpty();
        }
    }

    @Test
    void standardInputPassesThroughAsItIs() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            CommandSession session = CommandSession.ofPipes("no line end, \u0000 and Привіт");
            assertThat(session.run(EchoCommand::new, at(server))).isZero();
            assertThat(session.out()).isEqualTo("no line end, \u0000 and Привіт");
        }
    }

    @Test
    void aFlowTellsItsTotalsOnlyOnce() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            CommandSession session = CommandSession.ofPipes("x".repeat(1_000_000));
            session.run(EchoCommand::new, at(server));
            assertThat(session.err().lines()).hasSize(4);
            assertThat(session.err()).contains("sent 1000000 bytes").contains("received 1000000 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit\nnever sent\n", "", "  exit \nx\n"})
    void aConversationEndsWithExitOrTheEndOfInput(String rest) throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            CommandSession session = CommandSession.ofTerminal("one\ntwo\n" + rest);
            assertThat(session.run(EchoCommand::new, at(server), "-q")).isZero();
            assertThat(session.out()).isEqualTo("one\ntwo\n");
            assertThat(session.err()).isEqualTo("> > > ");
        }
    }

    @Test
    void whatReachesATerminalIsEscaped() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            CommandSession session = CommandSession.ofTerminal("\u001b[31mred\u202e\n");
            session.run(EchoCommand::new, at(server), "-q");
            assertThat(session.out()).isEqualTo("\\x1b[31mred\\u{202e}\n");
        }
    }

    @Test
    void framesGoLineByLine() throws Exception {
        try (RunningEcho server = RunningEcho.frames(Optional.empty(), 100)) {
            CommandSession session = CommandSession.ofPipes("a\nb\n");
            assertThat(session.run(EchoCommand::new, at(server), "--framing", "ascii", "--trace"))
                    .isZero();
            assertThat(session.out()).isEqualTo("a\nb\n");
            assertThat(session.err()).contains("-> ASCII frame, 2 bytes").contains("61 0a");
        }
    }

    @Test
    void datagramsGoLineByLine() throws Exception {
        try (RunningEcho server = RunningEcho.udp()) {
            CommandSession session = CommandSession.ofPipes("a\nb\n");
            assertThat(session.run(EchoCommand::new, at(server), "--udp", "-q")).isZero();
            assertThat(session.out()).isEqualTo("a\nb\n");
        }
    }

    @Test
    void aMeasurementPrintsALineForEachAndASummary() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            CommandSession session = CommandSession.ofPipes();
            assertThat(session.run(EchoCommand::new, at(server), "-c", "3", "-s", "10"))
                    .isZero();
            assertThat(session.out().lines()).hasSize(5);
            assertThat(session.out())
                    .contains("10 bytes from 127.0.0.1")
                    .contains("3 sent, 3 received, 0 lost, 0 different")
                    .contains("min/avg/p50/p95/p99/max");
        }
    }

    @Test
    void aMeasurementOverUdpCountsWhatIsLostAndGoesOn() throws Exception {
        int silent;
        try (java.net.DatagramSocket socket = new java.net.DatagramSocket()) {
            silent = socket.getLocalPort();
            CommandSession session = CommandSession.ofPipes();
            assertThat(session.run(EchoCommand::new, "127.0.0.1:" + silent, "--udp", "-c", "2", "--timeout", "50ms"))
                    .isEqualTo(3);
            assertThat(session.out()).contains("seq=2 lost").contains("2 sent, 0 received, 2 lost");
            assertThat(session.err()).isEqualTo("netkit: no answer to 2 messages\n");
        }
    }

    @Test
    void jsonIsOneObjectALine() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            CommandSession session = CommandSession.ofPipes();
            session.run(EchoCommand::new, at(server), "--json", "hi");
            assertThat(session.err()).isEmpty();
            assertThat(session.out().lines()).hasSize(5).allMatch(line -> line.startsWith("{\"event\":\""));
            assertThat(session.out()).contains("\"event\":\"reply\"").contains("\"text\":\"hi\\n\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host:99999 x",
                "[::1 x",
                "h -c 0",
                "h -c 1 text",
                "h -c 1 -s 0",
                "h --udp --framing ascii",
                "h -q -v x",
                "h --max-frame 10 x",
                "h --udp --max-frame 10 x",
                "--ask",
                "h --timeout soon"
            })
    void whatCannotBeMeantIsUsage(String args) {
        CommandSession session = CommandSession.ofPipes();
        assertThat(session.run(EchoCommand::new, args.isEmpty() ? new String[0] : args.split(" ")))
                .isEqualTo(2);
    }

    @Test
    void nobodyThereIsANetworkFailureInOneLineAndAHint() throws Exception {
        int closed;
        try (RunningEcho server = RunningEcho.bytes()) {
            closed = server.address().getPort();
        }
        CommandSession session = CommandSession.ofPipes();
        assertThat(session.run(EchoCommand::new, "127.0.0.1:" + closed, "x")).isEqualTo(3);
        assertThat(session.err().lines()).hasSize(2);
        assertThat(session.err()).startsWith("netkit: cannot connect to 127.0.0.1:" + closed + ": ");
    }

    @Test
    void askedForHostAndPortOneMayTakeTheDefaultsAndIsAskedAgainAfterABadAnswer() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            CommandSession session = CommandSession.ofTerminal(
                    "127.0.0.1\n99999\n" + server.address().getPort() + "\nhi\n");
            assertThat(session.run(EchoCommand::new, "--ask", "-q")).isZero();
            assertThat(session.err()).contains("Host [localhost]: ").contains("Port [9090]: ");
            assertThat(session.err()).contains("port 99999 is not within 0 to 65535");
            assertThat(session.out()).isEqualTo("hi\n");
        }
    }

    @Test
    void aLoadReportsInTextAndInJson() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            CommandSession text = CommandSession.ofPipes();
            assertThat(text.run(EchoLoadCommand::new, at(server), "-c", "4", "-d", "200ms"))
                    .isZero();
            assertThat(text.out()).contains("over 4 connections").contains("0 errors, 0 lost, 0 wrong");
            CommandSession json = CommandSession.ofPipes();
            assertThat(json.run(EchoLoadCommand::new, at(server), "-c", "4", "-d", "200ms", "--json"))
                    .isZero();
            assertThat(json.out()).startsWith("{\"event\":\"summary\"").contains("\"p99Millis\":");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h -c 0", "h -s 7", "h -s 2m", "h --udp -s 65508", "h -d 0"})
    void aLoadThatCannotBeMeantIsUsage(String args) {
        assertThat(CommandSession.ofPipes().run(EchoLoadCommand::new, args.split(" ")))
                .isEqualTo(2);
    }

    private static String at(RunningEcho server) {
        return server.endpoint().toString();
    }
}

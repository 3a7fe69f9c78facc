package dev.netkit.echo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.cli.UsageException;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.echo.EchoServerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class EchoServerCommandTest {
    @Test
    void withoutOptionsTheDefaultsHold() {
        EchoServerConfig config = config();
        assertThat(config.tcp().listen().get(0).port()).isEqualTo(9090);
        assertThat(config.tcp().listen().get(0).host()).isEmpty();
        assertThat(config.tcp().maxConnections()).isEqualTo(10_000);
        assertThat(config.tcp().limits().idle()).isZero();
        assertThat(config.tcp().once()).isFalse();
        assertThat(config.udp()).isFalse();
        assertThat(config.portion()).isEqualTo(65_536);
        assertThat(config.frames()).isEmpty();
    }

    @Test
    void everyOptionReachesTheConfig() {
        EchoServerConfig config = config(
                "-p",
                "0",
                "-b",
                "127.0.0.1",
                "--auto-port",
                "--once",
                "--chunk",
                "1024",
                "--max-connections",
                "7",
                "--idle-timeout",
                "90s");
        assertThat(config.tcp().listen().get(0).port()).isZero();
        assertThat(config.tcp().listen().get(0).host()).get().hasToString("/127.0.0.1");
        assertThat(config.tcp().listen().get(0).autoPort()).isTrue();
        assertThat(config.tcp().once()).isTrue();
        assertThat(config.tcp().maxConnections()).isEqualTo(7);
        assertThat(config.tcp().limits().idle()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.portion()).isEqualTo(1024);
    }

    @Test
    void sequentialMeansRoomForOne() {
        assertThat(config("--sequential").tcp().maxConnections()).isEqualTo(1);
        assertThat(config("--max-connections", "0").tcp().maxConnections()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void framingMayLeaveTheEncodingToTheClient() {
        assertThat(config("--framing").frames()).contains(new EchoServerConfig.Frames(Optional.empty(), 1 << 20));
        assertThat(config("--framing=ascii", "--max-frame", "10").frames())
                .contains(new EchoServerConfig.Frames(Optional.of(FrameEncoding.ASCII), 10));
        assertThat(config("--framing", "binary", "--max-frame", "0").frames())
                .contains(new EchoServerConfig.Frames(Optional.of(FrameEncoding.BINARY), FrameEncoding.MAX_PAYLOAD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--chunk 0",
                "--chunk 17m",
                "--udp --framing=ascii",
                "--framing --max-frame 16m",
                "--max-connections -1",
                "--udp --chunk 1k",
                "--udp --max-connections 5",
                "--udp --idle-timeout 5s",
                "--udp --sequential",
                "--udp --max-frame 1k",
                "--framing --chunk 1k",
                "--max-frame 1k"
            })
    void whatCannotBeMeantIsRefused(String args) {
        assertThatThrownBy(() -> config(args.split(" "))).isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-p 70000", "-p -1", "-p x", "--chunk big", "--framing=utf8", "--idle-timeout 3x", "extra"})
    void whatCannotBeReadIsRefusedByTheParser(String args) {
        assertThatThrownBy(() -> config(args.split(" "))).isInstanceOf(CommandLine.ParameterException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--udp", "--framing", ""})
    void aDefaultThatIsOfNoUseHereDoesNotMatter(String args) {
        EchoServerCommand command = new EchoServerCommand(null);
        new CommandLine(command)
                .setDefaultValueProvider(arg -> arg.isOption()
                        ? Map.of("--chunk", "1k", "--max-connections", "5", "--max-frame", "2k")
                                .get(((OptionSpec) arg).longestName())
                        : null)
                .parseArgs(args.isEmpty() ? new String[0] : new String[] {args});
        assertThat(command.config().portion()).isEqualTo(1024);
    }

    private static EchoServerConfig config(String... args) {
        EchoServerCommand command = new EchoServerCommand(null);
        new CommandLine(command).parseArgs(args);
        return command.config();
    }
}

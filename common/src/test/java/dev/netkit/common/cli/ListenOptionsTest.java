package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.net.ConnectionLimits;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

@Timeout(10)
class ListenOptionsTest {
    private static final int PORT = 9090;
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void withoutOptionsTheServicesDefaultsHold() {
        assertThat(tcp()).isEqualTo(defaults(new ListenAddress(Optional.empty(), PORT, false)));
        assertThat(tcp().maxConnections()).isEqualTo(10_000);
        assertThat(parse().once()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-p 8080", "-p8080", "--port 8080", "--port=8080"})
    void portIsGiven(String arguments) {
        assertThat(parse(arguments.split(" ")).address(PORT))
                .isEqualTo(new ListenAddress(Optional.empty(), 8080, false));
    }

    @Test
    void portZeroIsNotTheDefault() {
        assertThat(parse("-p", "0").address(PORT).port()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-b 127.0.0.1", "--bind 127.0.0.1", "--bind=localhost"})
    void addressIsGiven(String arguments) {
        assertThat(parse(arguments.split(" ")).address(PORT).host()).contains(LOOPBACK);
    }

    @Test
    void ipv6AddressMayHaveBrackets() throws UnknownHostException {
        assertThat(parse("-b", "[::1]").address(PORT).host()).contains(InetAddress.getByName("::1"));
    }

    @Test
    void autoPortIsWanted() {
        assertThat(parse("--auto-port", "-p", "80").address(PORT))
                .isEqualTo(new ListenAddress(Optional.empty(), 80, true));
    }

    @Test
    void sequentialIsOneAtATime() {
        assertThat(tcp("--sequential").maxConnections()).isEqualTo(1);
        assertThat(tcp("--sequential", "--max-connections", "5").maxConnections())
                .isEqualTo(1);
    }

    @Test
    void onceIsWanted() {
        assertThat(tcp("--once").once()).isTrue();
        assertThat(parse("--once").once()).isTrue();
    }

    @Test
    void connectionLimitIsGiven() {
        assertThat(tcp("--max-connections", "5").maxConnections()).isEqualTo(5);
        assertThat(tcp("--max-connections=1").maxConnections()).isEqualTo(1);
    }

    @Test
    void connectionLimitOfZeroIsNone() {
        assertThat(tcp("--max-connections", "0").maxConnections()).isGreaterThan(1_000_000);
    }

    @Test
    void negativeConnectionLimitIsWrongUsage() {
        ListenOptions options = parse("--max-connections=-1");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> options.tcp("test", PORT, IDLE))
                .withMessageContaining("--max-connections")
                .withMessageContaining("-1");
    }

    @Test
    void idleLimitIsGiven() {
        assertThat(tcp("--idle-timeout", "90s").limits())
                .isEqualTo(ConnectionLimits.DEFAULT.withIdle(Duration.ofSeconds(90)));
    }

    @Test
    void idleLimitOfZeroIsNoneWhateverTheDefault() {
        assertThat(tcp("--idle-timeout", "0").limits().idle()).isZero();
        assertThat(tcp().limits().idle()).isEqualTo(IDLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-p 65536",
                "-p -1",
                "-p http",
                "-p",
                "-b no-such-host.invalid",
                "--max-connections many",
                "--max-connections 99999999999",
                "--idle-timeout soon",
                "--idle-timeout -5s",
                "--nonsense",
                "surplus"
            })
    void badArgumentsAreRefusedByTheParser(String arguments) {
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> parse(arguments.split(" ")));
    }

    @Test
    void refusalNamesOptionAndReason() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> parse("--port", "65536"))
                .withMessageContaining("--port")
                .withMessageContaining("65536")
                .withMessageContaining("65535");
    }

    // --ask

    @Test
    void nobodyIsAskedUnlessItIsWanted() throws IOException {
        TestConsole test = TestConsole.ofTerminal("127.0.0.1\n1\n");
        ListenOptions options = parse();
        options.complete(test.console(), PORT);
        assertThat(test.err()).isEmpty();
        assertThat(options.address(PORT)).isEqualTo(new ListenAddress(Optional.empty(), PORT, false));
    }

    @Test
    void addressAndPortAreAskedForWithTheirDefaults() throws IOException {
        TestConsole test = TestConsole.ofTerminal("127.0.0.1\n8080\n");
        ListenOptions options = parse("--ask");
        options.complete(test.console(), PORT);
        assertThat(options.address(PORT)).isEqualTo(new ListenAddress(Optional.of(LOOPBACK), 8080, false));
        assertThat(test.err()).contains("[all]").contains("[9090]");
    }

    @Test
    void emptyAnswersAreTheDefaults() throws IOException {
        ListenOptions options = parse("--ask");
        options.complete(TestConsole.ofTerminal("\n\n").console(), PORT);
        assertThat(options.address(PORT)).isEqualTo(new ListenAddress(Optional.empty(), PORT, false));
    }

    @Test
    void badAnswersAreAskedForAgain() throws IOException {
        TestConsole test = TestConsole.ofTerminal("no-such-host.invalid\n127.0.0.1\n70000\nhttp\n80\n");
        ListenOptions options = parse("--ask");
        options.complete(test.console(), PORT);
        assertThat(options.address(PORT)).isEqualTo(new ListenAddress(Optional.of(LOOPBACK), 80, false));
        assertThat(test.err())
                .contains("no-such-host.invalid")
                .contains("70000")
                .contains("http");
    }

    @Test
    void whatWasGivenIsNotAskedFor() throws IOException {
        TestConsole test = TestConsole.ofTerminal("");
        ListenOptions options = parse("--ask", "-p", "1", "-b", "127.0.0.1");
        options.complete(test.console(), PORT);
        assertThat(test.err()).isEmpty();
        assertThat(options.address(PORT)).isEqualTo(new ListenAddress(Optional.of(LOOPBACK), 1, false));
    }

    @Test
    void askingNeedsATerminal() {
        ListenOptions options = parse("--ask");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(
                        () -> options.complete(TestConsole.ofPipes("all\n1\n").console(), PORT))
                .withMessageContaining("--ask");
    }

    @Test
    void inputThatEndsBeforeTheAnswerIsWrongUsage() {
        ListenOptions options = parse("--ask");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(
                        () -> options.complete(TestConsole.ofTerminal("all\n").console(), PORT));
    }

    private static TcpServerConfig defaults(ListenAddress address) {
        return TcpServerConfig.of("test", address).withLimits(ConnectionLimits.DEFAULT.withIdle(IDLE));
    }

    private static TcpServerConfig tcp(String... arguments) {
        return parse(arguments).tcp("test", PORT, IDLE);
    }

    private static ListenOptions parse(String... arguments) {
        return MixedIn.parsed(new ListenOptions(), arguments);
    }
}

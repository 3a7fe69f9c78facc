package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

@Timeout(10)
class RemoteOptionsTest {
    private static final int PORT = 9090;
    private static final Map<String, Integer> SCHEMES = Map.of("ws", 80, "wss", 443);

    @ParameterizedTest
    @CsvSource({
        "h, h, 9090",
        "h:80, h, 80",
        "192.0.2.1:80, 192.0.2.1, 80",
        "::1, ::1, 9090",
        "[::1]:80, ::1, 80",
        "h -p 80, h, 80",
        "--port=80 h, h, 80",
        "h:70 -p 80, h, 70"
    })
    void serverIsHostAndPort(String arguments, String host, int port) throws IOException {
        assertThat(endpoint(TestConsole.ofPipes(""), arguments.split(" "))).isEqualTo(new Endpoint(host, port));
    }

    @Test
    void serverIsNeeded() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> endpoint(TestConsole.ofPipes("")))
                .withMessageContaining("HOST[:PORT]");
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> endpoint(TestConsole.ofPipes(""), "-p", "80"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h:http", "h:65536", "[::1", ":80", "h:", "http://h", "http://[::1]/"})
    void badServerIsWrongUsage(String server) {
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> endpoint(TestConsole.ofPipes(""), server));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h -p 65536", "h -p http", "h --timeout soon", "h --timeout -1s", "h --nonsense"})
    void badArgumentsAreRefusedByTheParser(String arguments) {
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> parse(arguments.split(" ")));
    }

    @Test
    void timeoutIsTenSecondsUnlessGiven() {
        assertThat(parse("h").timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(parse("h", "--timeout", "500ms").timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(parse("h", "--timeout=0").timeout()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ws://h:7777/ws, ws://h:7777/ws",
        "WS://h/ws, ws://h:80/ws",
        "wss://h/ws?x=1, wss://h:443/ws?x=1",
        "ws://h/ws -p 7777, ws://h:7777/ws",
        "ws://[::1]:7777/ws, ws://[::1]:7777/ws"
    })
    void aServerMayBeAnAddressOfAScheme(String arguments, String url) {
        assertThat(parse(arguments.split(" ")).url(SCHEMES)).hasValue(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "h:80", "::1", "[::1]:80"})
    void aHostIsNoSuchAddress(String server) {
        assertThat(parse(server).url(SCHEMES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://", "ws:///ws", "ws://h:70000/ws", "ws://ann@h/ws", "ws://h/%"})
    void aBadAddressIsWrongUsage(String server) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(server).url(SCHEMES));
    }

    // --ask

    @Test
    void hostAndPortAreAskedForWithTheirDefaults() throws IOException {
        TestConsole test = TestConsole.ofTerminal("example.org\n80\n");
        assertThat(endpoint(test, "--ask")).isEqualTo(new Endpoint("example.org", 80));
        assertThat(test.err()).contains("[localhost]").contains("[9090]");
    }

    @Test
    void emptyAnswersAreTheDefaults() throws IOException {
        assertThat(endpoint(TestConsole.ofTerminal("\n\n"), "--ask")).isEqualTo(new Endpoint("localhost", PORT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h:80", "h:9090"})
    void portThatIsAnsweredWithTheHostIsNotAskedForAgain(String answer) throws IOException {
        assertThat(endpoint(TestConsole.ofTerminal(answer + "\n"), "--ask")).hasToString(answer);
    }

    @Test
    void portThatWasGivenIsNotAskedFor() throws IOException {
        assertThat(endpoint(TestConsole.ofTerminal("h\n"), "--ask", "-p", "80")).isEqualTo(new Endpoint("h", 80));
    }

    @Test
    void badAnswersAreAskedForAgain() throws IOException {
        TestConsole test = TestConsole.ofTerminal("h:http\n[::1\nh\n70000\n80\n");
        assertThat(endpoint(test, "--ask")).isEqualTo(new Endpoint("h", 80));
        assertThat(test.err()).contains("http").contains("70000");
    }

    @Test
    void serverThatWasGivenWithItsPortIsNotAskedFor() throws IOException {
        TestConsole test = TestConsole.ofTerminal("");
        assertThat(endpoint(test, "--ask", "h:80")).isEqualTo(new Endpoint("h", 80));
        assertThat(endpoint(test, "--ask", "h", "-p", "80")).isEqualTo(new Endpoint("h", 80));
        assertThat(test.err()).isEmpty();
    }

    @Test
    void portIsAskedForWhereOnlyTheHostWasGiven() throws IOException {
        TestConsole test = TestConsole.ofTerminal("80\n");
        assertThat(endpoint(test, "--ask", "h")).isEqualTo(new Endpoint("h", 80));
        assertThat(test.err()).contains("[9090]");
    }

    @Test
    void askingNeedsATerminal() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> endpoint(TestConsole.ofPipes("h\n80\n"), "--ask"))
                .withMessageContaining("--ask");
    }

    // --find

    @Test
    void whereTheServerIsLookedForTheFirstArgumentIsAnother() {
        assertThat(parse("--find", "hello").others(List.of("there"))).containsExactly("hello", "there");
        assertThat(parse("--find=lab").others(List.of())).isEmpty();
        assertThat(parse("h").others(List.of("there"))).containsExactly("there");
    }

    @Test
    void whoIsLookedForIsNotGivenAsWell() {
        TestConsole test = TestConsole.ofPipes("");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> endpoint(test, "--find", "h"))
                .withMessageContaining("leave 'h' out");
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> endpoint(test, "--find", "-p", "80"));
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> endpoint(test, "--find", "--ask"));
        assertThat(test.err()).isEmpty();
    }

    @Test
    void onlyAnInterfaceThatIsUpIsLookedAt() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> parse("--find", "--interface", "nosuch0"))
                .withMessageContaining("nosuch0");
    }

    @Test
    void whoIsLookedForHasNoAddressOfAScheme() {
        assertThat(parse("--find", "ws://h/ws").url(SCHEMES)).isEmpty();
    }

    private static Endpoint endpoint(TestConsole test, String... arguments) throws IOException {
        return parse(arguments).endpoint(test.console(), ServiceType.ECHO, PORT);
    }

    private static RemoteOptions parse(String... arguments) {
        return MixedIn.parsed(new RemoteOptions(), arguments);
    }
}

package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class EndpointTest {
    private static final int DEFAULT = 9090;

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost, 9090",
        "localhost:80, localhost, 80",
        "192.0.2.1, 192.0.2.1, 9090",
        "192.0.2.1:65535, 192.0.2.1, 65535",
        "example.org:0, example.org, 0",
        "h:00080, h, 80",
        "::1, ::1, 9090",
        "2001:db8::1, 2001:db8::1, 9090",
        "[::1], ::1, 9090",
        "[::1]:7777, ::1, 7777",
        "[2001:db8::1]:1, 2001:db8::1, 1",
        "[fe80::1%eth0]:1, fe80::1%eth0, 1",
        "[localhost]:1, localhost, 1",
        "' localhost:80 ', localhost, 80",
        "' [::1]:80 ', ::1, 80"
    })
    void hostAndPortAreReadAsPeopleWriteThem(String text, String host, int port) {
        assertThat(Endpoint.parse(text, DEFAULT)).isEqualTo(new Endpoint(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                ":80",
                "[]:80",
                "[]",
                "[ ]:80",
                "[::1",
                "[::1]80",
                "[::1]:",
                "[::1] :80",
                "localhost:",
                "localhost:http",
                "localhost:-1",
                "localhost:+80",
                "localhost: 80",
                "localhost:65536",
                "localhost:99999",
                "localhost:100000",
                "localhost:4294967376",
                "localhost:8O",
                "localhost:\u0668\u0660"
            })
    void whatIsNoEndpointIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.parse(text, DEFAULT));
    }

    @Test
    void refusalsNameWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse("host:http", DEFAULT))
                .withMessageContaining("'http'")
                .withMessageContaining("65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse("host:70000", DEFAULT))
                .withMessageContaining("70000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse("[::1", DEFAULT))
                .withMessageContaining("]");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void portOutsideTheRangeIsRefused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Endpoint("h", port))
                .withMessageContaining(String.valueOf(port));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "9090, 9090", "65535, 65535", "00000, 0"})
    void portIsReadInDecimal(String text, int port) {
        assertThat(Endpoint.parsePort(text)).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 80, localhost:80",
        "192.0.2.1, 0, 192.0.2.1:0",
        "::1, 9090, [::1]:9090",
        "fe80::1%lo, 1, [fe80::1%lo]:1"
    })
    void textPutsBracketsAroundIpv6Only(String host, int port, String text) {
        Endpoint endpoint = new Endpoint(host, port);
        assertThat(endpoint).hasToString(text);
        assertThat(Endpoint.parse(text, DEFAULT)).isEqualTo(endpoint);
    }

    @Test
    void socketAddressBecomesItsNumbers() throws UnknownHostException {
        InetAddress named = InetAddress.getByAddress("some.name", new byte[] {10, 0, 0, 1});
        assertThat(Endpoint.of(new InetSocketAddress(named, 80))).hasToString("10.0.0.1:80");
        assertThat(Endpoint.of(new InetSocketAddress(InetAddress.getByName("::1"), 80)))
                .hasToString("[::1]:80");
    }

    @Test
    void addressResolvesToItself() throws UnknownHostException {
        assertThat(new Endpoint("127.0.0.1", 80).resolve())
                .containsExactly(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 80));
        assertThat(new Endpoint("::1", 80).resolve())
                .containsExactly(new InetSocketAddress(InetAddress.getByName("::1"), 80));
    }

    @Test
    void localhostResolvesToLoopback() throws UnknownHostException {
        assertThat(new Endpoint("localhost", 80).resolve())
                .isNotEmpty()
                .allMatch(address -> address.getAddress().isLoopbackAddress() && address.getPort() == 80);
    }

    @Test
    void unknownNameIsAnUnknownHost() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> new Endpoint("no-such-host.invalid", 80).resolve())
                .withMessageContaining("no-such-host.invalid");
    }
}

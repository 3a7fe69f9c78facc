package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.framing.FrameEncoding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

@Timeout(10)
class ConvertersTest {
    private static void assertRefused(ITypeConverter<?> converter, String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert(text))
                .withMessageContaining(text);
    }

    @Nested
    class Durations {
        private final DurationConverter converter = new DurationConverter();

        @ParameterizedTest
        @CsvSource({
            "500ms, PT0.5S",
            "10s, PT10S",
            "10, PT10S",
            "0, PT0S",
            "0ms, PT0S",
            "5m, PT5M",
            "2h, PT2H",
            "1.5m, PT1M30S",
            "0.5, PT0.5S",
            "0.001s, PT0.001S",
            "0.1ms, PT0.0001S",
            "0.001ms, PT0.000001S",
            "007s, PT7S",
            "999999ms, PT16M39.999S",
            "31622400s, P366D",
            "8784h, P366D"
        })
        void numbersWithUnitsAreDurations(String text, Duration duration) {
            assertThat(converter.convert(text)).isEqualTo(duration);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "s",
                    "ms",
                    "-1s",
                    "+1s",
                    "1 s",
                    " 1s",
                    "1d",
                    "1e3",
                    "1.s",
                    ".5s",
                    "1,5s",
                    "1.2345s",
                    "10S",
                    "1h30m",
                    "for ever",
                    "0x10",
                    "\u0661s",
                    "1234567890s"
                })
        void everythingElseIsRefused(String text) {
            assertRefused(converter, text);
        }

        @ParameterizedTest
        @ValueSource(strings = {"8785h", "31622401s", "527041m", "31622400.001s", "999999999s", "999999999m"})
        void moreThanAYearIsRefused(String text) {
            assertRefused(converter, text);
        }

        /** 2562048 h is the first number of hours whose nanoseconds no long holds, 5124096 h comes round to 25 min. */
        @ParameterizedTest
        @ValueSource(
                strings = {"2562047h", "2562048h", "5124096h", "10248192h", "153722868m", "307445735m", "999999999h"})
        void numbersThatOverflowAreRefusedAsWell(String text) {
            assertRefused(converter, text);
        }
    }

    @Nested
    class Sizes {
        private final SizeConverter converter = new SizeConverter();

        @ParameterizedTest
        @CsvSource({
            "0, 0",
            "1, 1",
            "1024, 1024",
            "64k, 65536",
            "64K, 65536",
            "1m, 1048576",
            "1M, 1048576",
            "2g, 2147483648",
            "1t, 1099511627776",
            "0k, 0",
            "16777215, 16777215",
            "999999999, 999999999",
            "8388607t, 9223370937343148032"
        })
        void numbersWithUnitsAreSizes(String text, long size) {
            assertThat(converter.convert(text)).isEqualTo(size);
        }

        @ParameterizedTest
        @CsvSource({"1073741824, 1073741824", "4294967296, 4294967296"})
        void bytesMayBeCountedInMoreThanNineDigits(String text, long size) {
            assertThat(converter.convert(text)).isEqualTo(size);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", " ", "k", "-1", "+1", "1.5m", "1 k", " 1k", "1kb", "1kib", "1p", "0x10", "1e6", "\u0661"
                })
        void everythingElseIsRefused(String text) {
            assertRefused(converter, text);
        }

        @ParameterizedTest
        @ValueSource(strings = {"8388608t", "999999999t", "99999999999999999999"})
        void whatNoFileCanHoldIsRefused(String text) {
            assertRefused(converter, text);
        }
    }

    @Nested
    class Ports {
        private final PortConverter converter = new PortConverter();

        @ParameterizedTest
        @CsvSource({"0, 0", "1, 1", "80, 80", "9090, 9090", "65535, 65535"})
        void portsAreRead(String text, int port) {
            assertThat(converter.convert(text)).isEqualTo(port);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "-1",
                    "+80",
                    "65536",
                    "99999",
                    "100000",
                    "4294967376",
                    "http",
                    "80.0",
                    " 80",
                    "\u0668\u0660"
                })
        void everythingElseIsRefused(String text) {
            assertRefused(converter, text);
        }
    }

    @Nested
    class Addresses {
        private final AddressConverter converter = new AddressConverter();

        @ParameterizedTest
        @CsvSource({
            "127.0.0.1, 127.0.0.1",
            "0.0.0.0, 0.0.0.0",
            "::, ::",
            "::1, ::1",
            "[::1], ::1",
            "[2001:db8::1], 2001:db8::1"
        })
        void addressesAreReadWithOrWithoutBrackets(String text, String address) throws UnknownHostException {
            assertThat(converter.convert(text)).isEqualTo(InetAddress.getByName(address));
        }

        @Test
        void nameIsLookedUp() {
            assertThat(converter.convert("localhost").isLoopbackAddress()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"no-such-host.invalid", "300.1.1.1.invalid", "[::1", "::1::2", "1:2"})
        void whatIsNoAddressIsRefused(String text) {
            assertRefused(converter, text);
        }

        /** As {@code --bind "$ADDRESS"} has it where the variable is not set: it means neither loopback nor all. */
        @ParameterizedTest
        @ValueSource(strings = {"", " "})
        void nothingIsNoAddress(String text) {
            assertRefused(converter, text);
        }

        @Test
        void answerAllMeansNoAddressInParticular() throws UnknownHostException {
            assertThat(AddressConverter.parseOrAll("all")).isNull();
            assertThat(AddressConverter.parseOrAll("127.0.0.1")).isEqualTo(InetAddress.getByName("127.0.0.1"));
        }
    }

    @Nested
    class Encodings {
        private final EncodingConverter converter = new EncodingConverter();

        @ParameterizedTest
        @CsvSource({"binary, BINARY", "ascii, ASCII", "BINARY, BINARY", "Ascii, ASCII"})
        void encodingsAreReadByName(String text, FrameEncoding encoding) {
            assertThat(converter.convert(text)).isEqualTo(encoding);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "bin", "utf-8", " binary", "binary|ascii"})
        void everythingElseIsRefused(String text) {
            assertRefused(converter, text);
        }
    }
}

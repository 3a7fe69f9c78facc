package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.framing.FrameEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

@Timeout(10)
class FramingOptionsTest {
    @Test
    void withoutOptionsThereAreNoFramesAndOneMegabyteIsTheLimit() {
        assertThat(parse().framing()).isEmpty();
        assertThat(parse().maxFrame()).isEqualTo(1 << 20);
    }

    @Test
    void encodingIsGiven() {
        assertThat(parse("--framing", "binary").framing()).contains(FrameEncoding.BINARY);
        assertThat(parse("--framing=ascii").framing()).contains(FrameEncoding.ASCII);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "64k, 65536", "16777215, 16777215", "0, 16777215"})
    void limitIsGivenAndZeroIsTheFormatsOwn(String size, int limit) {
        assertThat(parse("--max-frame", size).maxFrame()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16777216", "16m", "4g", "5t"})
    void limitAboveTheFormatsIsWrongUsage(String size) {
        FramingOptions options = parse("--max-frame", size);
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(options::maxFrame)
                .withMessageContaining("16777215");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--framing utf-8", "--framing", "--max-frame -1", "--max-frame much"})
    void badArgumentsAreRefusedByTheParser(String arguments) {
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> parse(arguments.split(" ")));
    }

    private static FramingOptions parse(String... arguments) {
        return MixedIn.parsed(new FramingOptions(), arguments);
    }
}

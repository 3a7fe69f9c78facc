package dev.netkit.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-21T09:05:03.007Z, 2026-11-21T09:05:03.007Z",
        "2026-11-21T09:05:00Z, 2026-11-21T09:05:00.000Z",
        "2026-11-21T00:00:00Z, 2026-11-21T00:00:00.000Z",
        "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "1969-12-31T23:59:59.0009Z, 1969-12-31T23:59:59.000Z",
        "2024-02-29T12:00:00.1Z, 2024-02-29T12:00:00.100Z"
    })
    void timeHasMillisecondsAndOneLength(String instant, String text) {
        assertThat(UtcTime.format(Instant.parse(instant))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T09:05:03.123456789Z", "2000-01-01T00:00:00.999999999Z"})
    void timeCanBeReadBack(String text) {
        Instant instant = Instant.parse(text);
        assertThat(UtcTime.parse(UtcTime.format(instant))).isEqualTo(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-21",
                "2026-11-21T09:05:03",
                "2026-13-01T00:00:00Z",
                "2026-11-21t09:05:03z"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> UtcTime.parse(text));
    }
}

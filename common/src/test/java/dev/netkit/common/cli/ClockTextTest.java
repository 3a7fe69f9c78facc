package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class ClockTextTest {
    @ParameterizedTest
    @CsvSource({
        "00:00:00, 00:00:00.000",
        "09:05:03.007, 09:05:03.007",
        "23:59:59.999999999, 23:59:59.999",
        "12:34:56.0009, 12:34:56.000",
        "10:20:30.5, 10:20:30.500"
    })
    void timeOfDayHasMillisecondsNeverRoundedUp(String time, String text) {
        assertThat(ClockText.timeOfDay(LocalTime.parse(time))).isEqualTo(text);
    }

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
    void utcHasMillisecondsAndOneLength(String instant, String text) {
        assertThat(ClockText.utc(Instant.parse(instant))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T09:05:03.123456789Z", "2000-01-01T00:00:00.999999999Z"})
    void utcCanBeReadBack(String text) {
        Instant instant = Instant.parse(text);
        assertThat(Instant.parse(ClockText.utc(instant))).isEqualTo(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void everyMillisecondOfASecondIsWrittenInFull() {
        for (int millis = 0; millis < 1_000; millis++) {
            LocalTime time = LocalTime.of(1, 2, 3, millis * 1_000_000);
            assertThat(ClockText.timeOfDay(time)).isEqualTo("01:02:03." + String.format("%03d", millis));
        }
    }
}

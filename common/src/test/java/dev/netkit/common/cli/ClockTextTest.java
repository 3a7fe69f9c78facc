package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
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

    @Test
    void everyMillisecondOfASecondIsWrittenInFull() {
        for (int millis = 0; millis < 1_000; millis++) {
            LocalTime time = LocalTime.of(1, 2, 3, millis * 1_000_000);
            assertThat(ClockText.timeOfDay(time)).isEqualTo("01:02:03." + String.format("%03d", millis));
        }
    }
}

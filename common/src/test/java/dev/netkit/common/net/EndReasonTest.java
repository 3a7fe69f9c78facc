package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EndReasonTest {
    @Test
    void wordsForProgramsAreLowerCaseWithHyphens() {
        assertThat(EndReason.PEER_CLOSED.word()).isEqualTo("peer-closed");
        assertThat(EndReason.IDLE.word()).isEqualTo("idle");
        assertThat(EndReason.values()).allMatch(reason -> reason.word().matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void everyReasonHasAWordAndATextOfItsOwn() {
        assertThat(Arrays.stream(EndReason.values()).map(EndReason::word)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(EndReason.values()).map(EndReason::text)).doesNotHaveDuplicates();
    }
}

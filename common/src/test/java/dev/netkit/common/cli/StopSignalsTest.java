package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StopSignalsTest {
    private final StopSignals signals = new StopSignals();
    private final AtomicInteger stopped = new AtomicInteger();

    @Test
    void commandThatSaidNothingIsCutShort() {
        assertThat(signals.stop()).isEmpty();
    }

    @Test
    void serverIsStoppedAndHasDoneItsJob() {
        signals.stopsServer(stopped::incrementAndGet);
        assertThat(stopped).hasValue(0);
        assertThat(signals.stop()).contains(true);
        assertThat(stopped).hasValue(1);
    }

    @Test
    void clientIsStoppedAndWasCutShort() {
        signals.cutsClientShort(stopped::incrementAndGet);
        assertThat(signals.stop()).contains(false);
        assertThat(stopped).hasValue(1);
    }

    @Test
    void everyoneIsToldAndAllMustEndWell() {
        signals.cutsClientShort(() -> stopped.addAndGet(100));
        signals.stopsServer(stopped::incrementAndGet);
        assertThat(signals.stop()).contains(false);
        assertThat(stopped).hasValue(101);
    }

    @Test
    void whoIsAskedWhileItOpensIsStoppedWhenItCanBe() {
        signals.serverOpens();
        CompletableFuture<Optional<Boolean>> asked = CompletableFuture.supplyAsync(signals::stop);
        signals.stopsServer(stopped::incrementAndGet);
        assertThat(asked.join()).contains(true);
        assertThat(stopped).hasValue(1);
    }
}

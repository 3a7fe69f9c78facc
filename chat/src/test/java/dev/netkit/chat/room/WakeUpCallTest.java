package dev.netkit.chat.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WakeUpCallTest {
    private final Queue<Runnable> calls = new ArrayDeque<>();
    private int looks;

    @Test
    void oneCallIsEnoughForAllThatIsSaidBeforeIt() {
        WakeUpCall wakeUp = new WakeUpCall(calls::add, () -> look(() -> {}));
        wakeUp.request();
        wakeUp.request();
        wakeUp.request();
        callAll();
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void whatIsSaidDuringACallGetsAnother() {
        WakeUpCall[] wakeUp = new WakeUpCall[1];
        wakeUp[0] = new WakeUpCall(
                calls::add,
                () -> look(() -> {
                    if (looks == 1) {
                        wakeUp[0].request();
                    }
                }));
        wakeUp[0].request();
        callAll();
        assertThat(looks).isEqualTo(2);
    }

    private List<Seat> look(Runnable meanwhile) {
        looks++;
        meanwhile.run();
        return List.of();
    }

    private void callAll() {
        for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
            call.run();
        }
    }
}

package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnginePoolTest {
    private final List<TokenEngine> made = new ArrayList<>();
    private final EnginePool pool = new EnginePool(this::make);

    private TokenEngine make() {
        made.add(new TokenEngine(List.of(Tokens.KEY), new SecureRandom()));
        return made.get(made.size() - 1);
    }

    @Test
    void engineIsUsedAgain() {
        TokenEngine engine = pool.take();
        pool.giveBack(engine);
        assertThat(pool.take()).isSameAs(engine);
        assertThat(made).hasSize(1);
    }

    @Test
    void engineInUseIsNotGivenToAnother() {
        assertThat(identities(takeMany(1000))).hasSize(1000);
    }

    /** Ten thousand threads may have been at work, and no more engines than a few per processor stay behind. */
    @Test
    void onlyAFewPerProcessorAreKept() {
        takeMany(1000).forEach(pool::giveBack);
        made.clear();
        assertThat(identities(takeMany(1000))).hasSize(1000);
        int processors = Runtime.getRuntime().availableProcessors();
        assertThat(1000 - made.size()).isBetween(2 * processors, 4 * processors);
    }

    @Test
    void engineOfAnyThreadIsFoundByEveryOther() throws InterruptedException {
        TokenEngine engine = pool.take();
        pool.giveBack(engine);
        for (int i = 0; i < 20; i++) {
            List<TokenEngine> found = new ArrayList<>();
            Thread thread = new Thread(() -> {
                found.add(pool.take());
                pool.giveBack(found.get(0));
            });
            thread.start();
            thread.join();
            assertThat(found).containsExactly(engine);
        }
    }

    private List<TokenEngine> takeMany(int count) {
        return IntStream.range(0, count).mapToObj(i -> pool.take()).toList();
    }

    private static Set<TokenEngine> identities(List<TokenEngine> engines) {
        Set<TokenEngine> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(engines);
        return set;
    }
}

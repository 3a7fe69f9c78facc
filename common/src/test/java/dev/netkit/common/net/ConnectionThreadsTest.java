package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many connections get a platform thread is a matter of measurement, so no number is tested here. */
@Timeout(10)
class ConnectionThreadsTest {
    private static final int MANY = 500;

    private final ConnectionThreads threads = new ConnectionThreads();
    private final CountDownLatch testIsOver = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        testIsOver.countDown();
        threads.close();
    }

    @Test
    void manyBlockedTasksRunAllAtOnceEachOnAThreadOfItsOwn() throws InterruptedException {
        assertThat(threadsOfManyBlockedTasks()).hasSize(MANY);
    }

    @Test
    void taskDoesNotRunOnTheCallersThread() {
        assertThat(threadOfOneTask()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void threadsDoNotKeepTheProcessAlive() throws InterruptedException {
        assertThat(threadsOfManyBlockedTasks()).hasSize(MANY).allMatch(Thread::isDaemon);
    }

    @Test
    void tasksThatBeganAreFinishedAfterClosing() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);
        threads.execute(() -> {
            started.countDown();
            awaitEndOfTest();
            finished.countDown();
        });
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
        threads.close();
        testIsOver.countDown();
        assertThat(finished.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void manyTasksOneAfterTheOtherNeedFewPlatformThreads() throws InterruptedException {
        Set<Long> platformThreads = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < MANY; i++) {
            CountDownLatch done = new CountDownLatch(1);
            threads.execute(() -> {
                if (Thread.currentThread().getName().startsWith("netkit-connection")) {
                    platformThreads.add(Thread.currentThread().getId());
                }
                done.countDown();
            });
            assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(platformThreads.size()).isLessThan(MANY / 2);
    }

    @Test
    void platformThreadsEndSoonerOrLater() {
        Thread used = threadOfOneTask();
        threads.close();
        await().until(() -> !used.isAlive());
    }

    private Thread threadOfOneTask() {
        CompletableFuture<Thread> used = new CompletableFuture<>();
        threads.execute(() -> used.complete(Thread.currentThread()));
        return used.orTimeout(5, TimeUnit.SECONDS).join();
    }

    private Set<Thread> threadsOfManyBlockedTasks() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(MANY);
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < MANY; i++) {
            threads.execute(() -> {
                used.add(Thread.currentThread());
                started.countDown();
                awaitEndOfTest();
            });
        }
        assertThat(started.await(5, TimeUnit.SECONDS)).as("all have started").isTrue();
        return used;
    }

    private void awaitEndOfTest() {
        try {
            testIsOver.await(8, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.netkit.chat.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.chat.history.RoomStore;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.Refused.Reason;
import dev.netkit.chat.talk.Since;
import dev.netkit.common.net.RecordedEvents;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JournalTest {
    private static final int MANY = Integer.MAX_VALUE / 2;

    private final RecordedEvents events = new RecordedEvents(Detail.ESSENTIAL);
    private final RecordedAuthor ann = new RecordedAuthor();

    @Test
    void durableNobodyIsToldBeforeItIsStored() {
        GatedStore store = new GatedStore(0);
        Journal journal = new Journal(true, events);
        journal.publish(room(store), ann.draft("one"));
        store.begun.acquireUninterruptibly();
        assertThat(ann.answers()).isZero();
        store.gate.release();
        journal.close();
        assertThat(ann.stored).extracting(ChatMessage::seq).containsExactly(1L);
    }

    @Test
    void otherwiseEverybodyIsToldAtOnce() {
        GatedStore store = new GatedStore(0);
        Journal journal = new Journal(false, events);
        journal.publish(room(store), ann.draft("one"));
        assertThat(ann.stored).hasSize(1);
        store.gate.release();
        journal.close();
        assertThat(store.batches).containsExactly(ann.stored);
    }

    @Test
    void whatComesDuringAWriteIsWrittenInOneGo() {
        GatedStore store = new GatedStore(0);
        Journal journal = new Journal(true, events);
        Room room = room(store);
        journal.publish(room, ann.draft("first"));
        store.begun.acquireUninterruptibly();
        for (int i = 0; i < 100; i++) {
            journal.publish(room, ann.draft("text " + i));
        }
        store.gate.release(MANY);
        journal.close();
        assertThat(store.batches).hasSize(2);
        assertThat(store.batches.get(1)).hasSize(100);
        assertThat(ann.stored).extracting(ChatMessage::seq).isEqualTo(numbers(101));
    }

    @Test
    void whatCannotBeWrittenIsToldToItsAuthorsAndToNobodyElse() {
        GatedStore store = new GatedStore(MANY);
        Journal journal = new Journal(true, events);
        Room room = room(store);
        store.fails = true;
        journal.publish(room, ann.draft("one", "id-1"));
        await().until(() -> ann.answers() == 1);
        assertThat(ann.refused).containsExactly(Reason.NOT_STORED);
        assertThat(ann.refusedIds).containsExactly("id-1");
        store.fails = false;
        journal.publish(room, ann.draft("one", "id-1"));
        journal.close();
        assertThat(ann.stored)
                .extracting(ChatMessage::seq)
                .as("no number is lost")
                .containsExactly(1L);
        assertThat(room.store()
                        .memory()
                        .missed("room", new Since(0, Optional.empty()), 1)
                        .recent())
                .isEqualTo(ann.stored);
    }

    @Test
    void aDiskThatStaysFullIsToldOnceAndAgainWhenItFailsAnew() {
        GatedStore store = new GatedStore(MANY);
        Journal journal = new Journal(true, events);
        Room room = room(store);
        for (boolean fails : new boolean[] {true, true, true, false, true}) {
            store.fails = fails;
            int before = ann.answers();
            journal.publish(room, ann.draft("text"));
            await().until(() -> ann.answers() > before);
        }
        journal.close();
        assertThat(events.all(Problem.class))
                .hasSize(2)
                .allMatch(problem ->
                        problem.what().contains("den") && problem.why().equals("the disk is full"));
    }

    @Test
    void theSameIdInOneWriteIsStoredOnce() {
        GatedStore store = new GatedStore(0);
        Journal journal = new Journal(true, events);
        Room room = room(store);
        journal.publish(room, ann.draft("first"));
        store.begun.acquireUninterruptibly();
        journal.publish(room, ann.draft("one", "id-1"));
        journal.publish(room, ann.draft("one again", "id-1"));
        journal.publish(room, ann.draft("two", "id-2"));
        store.gate.release(MANY);
        journal.close();
        assertThat(ann.stored).extracting(ChatMessage::content).containsExactly("first", "one", "two");
        assertThat(ann.stored).extracting(ChatMessage::seq).isEqualTo(numbers(3));
        assertThat(ann.repeated).containsExactly(ann.stored.get(1));
        assertThat(store.batches.get(1)).hasSize(2);
    }

    @Test
    void tasksComeAfterWhatWasPublishedBefore() {
        GatedStore store = new GatedStore(0);
        Journal journal = new Journal(true, events);
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        Room room = room(store);
        journal.publish(room, ann.draft("one"));
        journal.afterwards(() -> done.add("stored " + ann.stored.size()));
        store.gate.release(MANY);
        journal.close();
        assertThat(done).containsExactly("stored 1");
    }

    private static Room room(RoomStore store) {
        return new Room("den", store, Clock.systemUTC(), Runnable::run);
    }

    private static List<Long> numbers(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}

package dev.netkit.chat.dialect;

import dev.netkit.chat.hall.Participant;
import dev.netkit.chat.room.Draft;
import dev.netkit.chat.room.Member;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.ChatName;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.RoomEvent;
import dev.netkit.chat.talk.RoomEvent.Shape;
import dev.netkit.chat.talk.Since;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.chat.wire.ChatRequest.Bye;
import dev.netkit.chat.wire.ChatRequest.Hello;
import dev.netkit.chat.wire.ChatRequest.Join;
import dev.netkit.chat.wire.ChatRequest.Leave;
import dev.netkit.chat.wire.ChatRequest.Ping;
import dev.netkit.chat.wire.ChatRequest.Text;
import dev.netkit.chat.wire.ChatRequest.Who;
import dev.netkit.common.message.Refusal;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.Optional;

/**
 * A conversation in native messages, whatever carries them. A client counts as one of three types until it says something
 * that such a client would not. Each request is answered by whether the conversation goes on.
 */
final class NativeConversation implements ChatRequest.Handler<Boolean>, Draft.Author {
    /** Where requests come from; empty at the end. */
    interface Requests {
        Optional<ChatRequest> next() throws IOException;
    }

    private final Participant participant;
    private final Member member;
    private final NativeWords words;

    NativeConversation(Participant participant, NativeWords words) {
        this.participant = participant;
        this.member = participant.member();
        this.words = words;
    }

    /** Blocks until it is over. */
    void run(Requests requests) throws IOException {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = next(requests);
        }
    }

    private boolean next(Requests requests) throws IOException {
        try {
            Optional<ChatRequest> request = requests.next();
            participant.await();
            return request.isPresent() && request.get().tell(this);
        } catch (ProtocolException e) {
            Refusal.of(e).ifPresent(this::refuse);
            if (!Refusal.canGoOn(e)) {
                throw e;
            }
            participant.await();
            return true;
        }
    }

    private void refuse(Refusal refusal) {
        member.meter().rejected(refusal.code());
        member.writer().send(words.full().refused(refusal));
    }

    /** From now on everything is told in full. */
    private void knowsMore() {
        if (member.encoder() != words.full()) {
            member.speaks(words.full());
        }
    }

    private void knowsMoreIf(boolean said) {
        if (said) {
            knowsMore();
        }
    }

    private boolean attempt(Participant.Attempt attempt) {
        participant.attempt(attempt);
        return true;
    }

    @Override
    public Boolean hello(Hello request) {
        knowsMoreIf(request.room().isPresent()
                || request.since().isPresent()
                || request.epoch().isPresent()
                || request.session().isPresent());
        return attempt(() -> participant.introduce(
                request.username(),
                request.session(),
                request.room(),
                since(request.since(), request.epoch()),
                () -> {}));
    }

    private static Optional<Since> since(Optional<Long> seq, Optional<String> epoch) {
        return seq.map(number -> new Since(number, epoch));
    }

    @Override
    public Boolean text(Text request) {
        knowsMoreIf(request.room().isPresent()
                || request.to().isPresent()
                || request.id().isPresent());
        try {
            say(request);
        } catch (Refused e) {
            refuse(e, request.id());
        }
        return true;
    }

    private void say(Text request) throws Refused {
        if (request.to().isPresent()) {
            participant
                    .whisper(request.to().get(), request.content(), request.id(), Shape.NONE)
                    .ifPresent(member::tell);
        } else {
            participant.say(request.content(), request.room(), request.id(), Shape.NONE, this);
        }
    }

    /** Whoever sends several texts at once knows by the id which of them it is. */
    private void refuse(Refused refusal, Optional<String> id) {
        refuse(new Refusal(refusal.reason().code(), refusal.getMessage(), id));
    }

    @Override
    public Boolean join(Join request) {
        knowsMore();
        return attempt(() -> participant.join(request.room(), since(request.since(), request.epoch()), () -> {}));
    }

    @Override
    public Boolean leave(Leave request) {
        knowsMore();
        return attempt(() -> participant.leave(request.room()));
    }

    @Override
    public Boolean who(Who request) {
        knowsMore();
        return attempt(() -> {
            List<String> usernames = participant.who(request.room());
            String room = request.room().isPresent()
                    ? ChatName.ofRoom(request.room().get()).text()
                    : participant.room();
            member.writer().send(words.full().users(room, usernames));
        });
    }

    @Override
    public Boolean ping(Ping request) {
        knowsMore();
        member.writer().send(words.full().pong());
        return true;
    }

    @Override
    public Boolean bye(Bye request) {
        return false;
    }

    /** The author hears it in the room, as everybody does. */
    @Override
    public void stored(ChatMessage message) {}

    @Override
    public void repeated(ChatMessage message, String room) {
        member.tell(new RoomEvent.Said(room, message, Shape.NONE));
    }

    @Override
    public void refused(Draft draft, Refused refusal) {
        refuse(refusal, draft.id());
    }
}

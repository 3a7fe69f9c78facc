package dev.netkit.chat.client;

import dev.netkit.chat.client.dialect.Heard;
import dev.netkit.chat.client.line.PutOutException;
import dev.netkit.chat.wire.ChatReply;
import dev.netkit.chat.wire.ChatReply.Message;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.message.MessageException;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent.Problem;
import dev.netkit.common.net.ServiceListener;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Understands what is heard on one connection: keeps the conversation's books, and tells its listener what is new. */
final class Hearing implements ChatReply.Handler<Boolean> {
    private final Conversation conversation;
    private final Silence silence;
    private final ChatListener listener;
    private final ServiceListener events;
    private final Clock clock;
    private final Questions questions = new Questions();
    private volatile boolean in; // the thread that speaks asks, and knows first where a hello is not answered

    Hearing(Conversation conversation, Silence silence, ChatListener listener, ServiceListener events, Clock clock) {
        this.conversation = conversation;
        this.silence = silence;
        this.listener = listener;
        this.events = events;
        this.clock = clock;
    }

    /** Whether the server has let us in, on this connection. */
    boolean isIn() {
        return in;
    }

    /**
     * @throws java.net.ProtocolException if the server was to let us in and cannot be understood
     * @throws PutOutException if the server does not want us any more
     * @throws IOException if it still takes our connection before this one for somebody else
     */
    void hear(Heard heard) throws IOException {
        if (heard instanceof Heard.Reply reply) {
            reply.reply().tell(this);
            conversation.outbox().refusals().forEach(listener::on);
        } else if (heard instanceof Heard.LetIn) {
            letIn();
        } else if (heard instanceof Heard.Refused refused) {
            refused(refused);
        } else if (heard instanceof Heard.Puzzle puzzle) {
            puzzled(puzzle);
        }
    }

    /** This is about to be sent. */
    void ask(ChatRequest request) {
        questions.ask(request);
    }

    /** The server has let us in, or taken another name of ours. */
    void letIn() {
        questions.answeredHello().ifPresent(this::letIn);
    }

    private void letIn(ChatRequest.Hello hello) {
        boolean news = conversation.letIn(hello.username()) || !in;
        if (!in) {
            in = true;
            silence.expectLife();
            conversation.outbox().open(conversation.joins(hello.room()));
        }
        if (news) {
            listener.on(new ChatEvent.Up(conversation.username()));
        }
    }

    private void refused(Heard.Refused refused) throws IOException {
        if (refused.code().equals(EndReason.KICKED.word())) {
            throw new PutOutException(refused.code());
        }
        Optional<ChatRequest> about = about(refused);
        if (!in) {
            notLetIn(refused);
        } else if (about.isPresent()) {
            refused(refused, about.get());
        } else if (refused.id().isEmpty() && conversation.outbox().unsettled() > 0) {
            conversation.outbox().refused(refused.detail());
        } else {
            listener.on(new ChatEvent.Refused(refused.code(), refused.detail()));
        }
        conversation.outbox().refusals().forEach(listener::on);
    }

    /** What it is about, if that is known already: the dialect knows, the server tells, or it can be about one thing only. */
    private Optional<ChatRequest> about(Heard.Refused refused) {
        if (refused.id().isPresent()) {
            return refused.id().flatMap(conversation.outbox()::settle).map(ChatRequest.class::cast);
        }
        return refused.about().or(() -> questions.refused(refused.code()));
    }

    private void refused(Heard.Refused refused, ChatRequest about) {
        if (about instanceof ChatRequest.Text text) {
            text.id().ifPresent(conversation.outbox()::settle);
            listener.on(new ChatEvent.Unsaid(text.content(), refused.detail()));
            return;
        }
        if (about instanceof ChatRequest.Hello) {
            conversation.refused();
        } else if (about instanceof ChatRequest.Join join) {
            conversation.leave(join.room());
        }
        listener.on(new ChatEvent.Refused(refused.code(), refused.detail()));
    }

    private void notLetIn(Heard.Refused refused) throws IOException {
        if (conversation.wasEverIn() && refused.code().equals(Heard.Refused.NAME_TAKEN)) {
            throw new IOException("the name is taken, perhaps still by our last connection");
        }
        silence.expectNothing();
        listener.on(new ChatEvent.NotLetIn(conversation.wanted(), refused.code(), refused.detail()));
    }

    /** One word that is not understood is no reason to leave, unless it may be the one that matters. */
    private void puzzled(Heard.Puzzle puzzle) throws IOException {
        boolean unknownType =
                puzzle.why() instanceof MessageException e && e.fault() == MessageException.Fault.UNKNOWN_TYPE;
        if (!in && !unknownType) {
            throw puzzle.why();
        }
        events.on(Problem.of("left out what cannot be understood", puzzle.why()));
    }

    @Override
    public Boolean message(Message message) {
        Optional<ChatRequest.Text> own = message.id().flatMap(conversation.outbox()::settle);
        boolean repeated = own.isEmpty()
                && message.id().filter(conversation.outbox()::isSettled).isPresent();
        Message whole = complete(message);
        boolean isNew = whole.to().isPresent()
                ? conversation.isNewConfidence(whole)
                : whole.seq().isEmpty() || takesItsPlace(whole);
        if (own.isPresent()) {
            listener.on(new ChatEvent.Stored(whole));
        } else if (isNew && !repeated) {
            listener.on(whole.to().isPresent() ? new ChatEvent.Confided(whole) : new ChatEvent.Said(whole));
        }
        return true;
    }

    private boolean takesItsPlace(Message message) {
        Rooms.Place place =
                conversation.take(message.room().orElseThrow(), message.seq().orElseThrow());
        place.gap().ifPresent(listener::on);
        return place.isNew();
    }

    /** Servers of three types tell neither the room nor the time. */
    private Message complete(Message message) {
        Optional<String> room =
                message.to().isPresent() ? Optional.empty() : message.room().or(() -> Optional.of(conversation.room()));
        return new Message(
                message.username(),
                message.content(),
                room,
                message.seq(),
                message.time().or(() -> Optional.of(clock.instant())),
                message.to(),
                message.id());
    }

    @Override
    public Boolean users(ChatReply.Users users) {
        Optional<ChatRequest> asked = questions.answeredBy(users.room());
        if (asked.isPresent() && asked.get() instanceof ChatRequest.Hello hello) {
            letIn(hello);
        }
        listener.on(new ChatEvent.Users(users.room(), users.usernames()));
        return true;
    }

    @Override
    public Boolean joined(ChatReply.Joined joined) {
        listener.on(new ChatEvent.Joined(joined.username(), joined.room()));
        return true;
    }

    @Override
    public Boolean left(ChatReply.Left left) {
        listener.on(new ChatEvent.Left(left.username(), left.room()));
        return true;
    }

    @Override
    public Boolean notice(ChatReply.Notice notice) {
        listener.on(new ChatEvent.Notice(notice.content()));
        return true;
    }

    @Override
    public Boolean pong(ChatReply.Pong pong) {
        return true;
    }

    @Override
    public Boolean history(ChatReply.History history) {
        conversation.announced(history).ifPresent(listener::on);
        return true;
    }
}

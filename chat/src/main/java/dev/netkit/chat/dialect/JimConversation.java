package dev.netkit.chat.dialect;

import dev.netkit.chat.dialect.JimDialect.JimWords;
import dev.netkit.chat.hall.Participant;
import dev.netkit.chat.jim.JimObjects;
import dev.netkit.chat.jim.JimRequest;
import dev.netkit.chat.jim.JimRequest.Exit;
import dev.netkit.chat.jim.JimRequest.GetContacts;
import dev.netkit.chat.jim.JimRequest.Join;
import dev.netkit.chat.jim.JimRequest.Leave;
import dev.netkit.chat.jim.JimRequest.Message;
import dev.netkit.chat.jim.JimRequest.Msg;
import dev.netkit.chat.jim.JimRequest.Presence;
import dev.netkit.chat.jim.JimRequest.Quit;
import dev.netkit.chat.jim.JimResponse;
import dev.netkit.chat.room.Draft;
import dev.netkit.chat.room.Member;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.RoomEvent.Shape;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.MessageException;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.IOException;
import java.util.Optional;

/** A conversation in JIM. Each request is answered by whether the conversation goes on. */
final class JimConversation implements JimRequest.Handler<Boolean>, Draft.Author {
    private static final MessageCodec<JimRequest> REQUESTS = MessageCodec.byAction(JimRequest.class);

    /** Whom a text is for that is for everybody. */
    private static final String ALL = "ALL";

    private final Participant participant;
    private final Member member;
    private final JimWords words;

    JimConversation(Participant participant, JimWords words) {
        this.participant = participant;
        this.member = participant.member();
        this.words = words;
    }

    /** Blocks until it is over. */
    void run(Connection connection) throws IOException {
        JimObjects objects = new JimObjects(connection.input());
        boolean goesOn = true;
        while (goesOn && objects.awaitObject()) {
            connection.frameBegan();
            byte[] object = objects.readObject();
            connection.frameEnded();
            member.meter().came();
            connection.listener().trace(connection.peer(), Direction.IN, "JIM object", object);
            participant.await();
            goesOn = answer(object);
        }
    }

    private boolean answer(byte[] object) {
        try {
            return REQUESTS.decode(object).tell(this);
        } catch (MessageException | RefusedByPeerException e) {
            member.meter().rejected("bad-request");
            member.writer().send(words.shapeA().failed(JimResponse.BAD_REQUEST, e.getMessage()));
            return true;
        }
    }

    private boolean attempt(Participant.Attempt attempt) {
        participant.attempt(attempt);
        return true;
    }

    private void ok() {
        member.writer().send(words.shapeA().ok());
    }

    @Override
    public Boolean presence(Presence request) {
        return attempt(() -> {
            boolean again = member.name().isPresent();
            if (again && member.username().equals(request.user().accountName())) {
                ok(); // an answer to a probe, or a habit
                return;
            }
            participant.introduce(
                    request.user().accountName(), Optional.empty(), Optional.empty(), Optional.empty(), this::ok);
        });
    }

    @Override
    public Boolean msg(Msg request) {
        return say(request.to(), request.message(), Shape.MSG);
    }

    @Override
    public Boolean message(Message request) {
        return say(request.to(), request.text(), Shape.MESSAGE);
    }

    private boolean say(Optional<String> to, String text, Shape shape) {
        if (member.encoder() != words.of(shape)) {
            member.speaks(words.of(shape));
        }
        String whom = to.filter(name -> !name.isEmpty()).orElse(ALL);
        return attempt(() -> {
            if (whom.equals(ALL)) {
                participant.say(text, Optional.of(ChatFormat.LOBBY), Optional.empty(), shape, this);
            } else if (whom.startsWith("#")) {
                participant.say(text, Optional.of(whom), Optional.empty(), shape, this);
            } else {
                participant.whisper(whom, text, Optional.empty(), shape);
                ok();
            }
        });
    }

    @Override
    public Boolean join(Join request) {
        return attempt(() -> participant.join(request.room(), Optional.empty(), this::ok));
    }

    @Override
    public Boolean leave(Leave request) {
        return attempt(() -> {
            participant.leave(request.room());
            ok();
        });
    }

    @Override
    public Boolean contacts(GetContacts request) {
        return attempt(() -> member.writer().send(words.shapeA().names(participant.who(Optional.empty()))));
    }

    @Override
    public Boolean quit(Quit request) {
        return false;
    }

    @Override
    public Boolean exit(Exit request) {
        return false;
    }

    @Override
    public void stored(ChatMessage message) {
        ok();
    }

    @Override
    public void repeated(ChatMessage message, String room) {
        ok();
    }

    @Override
    public void refused(Draft draft, Refused refusal) {
        member.tell(refusal);
    }
}

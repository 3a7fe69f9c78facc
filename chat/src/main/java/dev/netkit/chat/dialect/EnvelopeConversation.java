package dev.netkit.chat.dialect;

import dev.netkit.chat.hall.Participant;
import dev.netkit.chat.room.Draft;
import dev.netkit.chat.room.Member;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.ChatName;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.RoomEvent;
import dev.netkit.chat.talk.RoomEvent.Shape;
import dev.netkit.chat.wire.EnvelopeArgs;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.MessageException;
import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.util.Optional;

/**
 * A conversation in sealed envelopes. The client is greeted with its own address, and hears what is said. Its first
 * envelope that can be opened shows that it has the key: from then on others know of it, by that address until an envelope
 * says otherwise.
 */
final class EnvelopeConversation implements Draft.Author {
    /** Where tokens come from; empty at the end. */
    interface Tokens {
        Optional<byte[]> next() throws IOException;
    }

    private final Participant participant;
    private final Member member;
    private final EnvelopeEncoder encoder;
    private final String address;

    EnvelopeConversation(Participant participant, EnvelopeEncoder encoder) {
        this.participant = participant;
        this.member = participant.member();
        this.encoder = encoder;
        this.address = Endpoint.of(member.peer()).toString();
    }

    /** Blocks until it is over. */
    void run(Tokens tokens) throws IOException {
        participant.attempt(() -> participant.listen(() -> member.writer().send(encoder.envelope(address, "", ""))));
        for (Optional<byte[]> token = tokens.next(); token.isPresent(); token = tokens.next()) {
            member.meter().came();
            participant.await();
            answer(token.get());
        }
    }

    private void introduce(Envelope envelope) throws Refused {
        Optional<String> before = member.name().map(ChatName::text);
        boolean says = envelope.cmd().isEmpty() && !envelope.userID().isEmpty();
        String username = says ? envelope.userID() : before.orElse(address);
        if (!before.equals(Optional.of(username))) {
            Optional<String> session = EnvelopeArgs.of(envelope.args()).session();
            participant.introduce(username, session, Optional.empty(), Optional.empty(), () -> {});
        }
    }

    /** What cannot be opened, or was opened before, is passed over: whoever sent it has no key, or is no client. */
    private void answer(byte[] token) {
        try {
            Envelope envelope = encoder.envelopes().open(token);
            participant.attempt(() -> answer(envelope));
        } catch (InvalidTokenException | MessageException e) {
            member.meter().rejected("bad-token"); // else as if it had not come
        }
    }

    private void answer(Envelope envelope) throws Refused {
        introduce(envelope);
        switch (envelope.cmd()) {
            case "" -> say(envelope);
            case Envelope.PING, Envelope.HANDSHAKE ->
                member.writer().send(encoder.envelope(ChatName.SERVER, "", envelope.cmd()));
            default -> member.writer().send(encoder.envelope(ChatName.SERVER, "Unknown cmd", Envelope.ERROR));
        }
    }

    private void say(Envelope envelope) throws Refused {
        if (!envelope.text().isEmpty()) {
            Optional<String> id = EnvelopeArgs.of(envelope.args()).id();
            participant.say(envelope.text(), Optional.empty(), id, Shape.NONE, this);
        }
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
        member.tell(refusal);
    }
}

package dev.netkit.chat;

import dev.netkit.chat.RoomEvent.Shape;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.MessageException;
import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.util.Optional;

/**
 * A conversation in sealed envelopes. The client is greeted with its own address, and is called that until an envelope of
 * its own says otherwise.
 */
final class EnvelopeConversation implements Draft.Author {
    /** Where tokens come from; empty at the end. */
    interface Tokens {
        Optional<byte[]> next() throws IOException;
    }

    private final Participant participant;
    private final Member member;
    private final EnvelopeEncoder encoder;

    EnvelopeConversation(Participant participant, EnvelopeEncoder encoder) {
        this.participant = participant;
        this.member = participant.member();
        this.encoder = encoder;
    }

    /** Blocks until it is over. */
    void run(Tokens tokens) throws IOException {
        String address = Endpoint.of(member.peer()).toString();
        participant.attempt(() -> introduce(address, () -> member.writer().send(encoder.envelope(address, "", ""))));
        for (Optional<byte[]> token = tokens.next(); token.isPresent(); token = tokens.next()) {
            member.meter().came();
            participant.await();
            answer(token.get());
        }
    }

    private void introduce(String userID, Runnable welcome) throws Refused {
        participant.introduce(userID, Optional.empty(), Optional.empty(), Optional.empty(), welcome);
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
        switch (envelope.cmd()) {
            case "" -> say(envelope);
            case Envelope.PING, Envelope.HANDSHAKE ->
                member.writer().send(encoder.envelope(ChatName.SERVER, "", envelope.cmd()));
            default -> member.writer().send(encoder.envelope(ChatName.SERVER, "Unknown cmd", Envelope.ERROR));
        }
    }

    private void say(Envelope envelope) throws Refused {
        if (!envelope.userID().isEmpty() && !envelope.userID().equals(member.username())) {
            introduce(envelope.userID(), () -> {});
        }
        if (!envelope.text().isEmpty()) {
            participant.say(envelope.text(), Optional.empty(), Optional.empty(), Shape.NONE, this);
        }
    }

    /** The author hears it in the room, as everybody does. */
    @Override
    public void stored(ChatMessage message) {}

    @Override
    public void repeated(ChatMessage message, String room) {}

    @Override
    public void refused(Draft draft, Refused refusal) {
        member.tell(refusal);
    }
}

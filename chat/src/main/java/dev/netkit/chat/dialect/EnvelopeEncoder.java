package dev.netkit.chat.dialect;

import dev.netkit.chat.talk.ChatName;
import dev.netkit.chat.talk.DialectEncoder;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.RoomEvent;
import dev.netkit.chat.talk.RoomEvent.Announced;
import dev.netkit.chat.talk.RoomEvent.Joined;
import dev.netkit.chat.talk.RoomEvent.Left;
import dev.netkit.chat.talk.RoomEvent.Said;
import dev.netkit.chat.talk.Whisper;
import dev.netkit.chat.web.WebSocketFrames;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.SealedEnvelopes;
import java.time.Clock;
import java.util.List;

/** The words of clients that exchange sealed envelopes: who says it, and what. A room's envelope is sealed once. */
final class EnvelopeEncoder implements DialectEncoder, RoomEvent.Handler<List<byte[]>> {
    private final SealedEnvelopes envelopes;
    private final Clock clock;

    EnvelopeEncoder(SealedEnvelopes envelopes, Clock clock) {
        this.envelopes = envelopes;
        this.clock = clock;
    }

    SealedEnvelopes envelopes() {
        return envelopes;
    }

    List<byte[]> envelope(String userID, String text, String command) {
        return List.of(WebSocketFrames.text(envelopes.seal(Envelope.of(userID, clock, text, command))));
    }

    @Override
    public List<byte[]> told(RoomEvent event) {
        return event.tell(this);
    }

    @Override
    public List<byte[]> said(Said event) {
        return envelope(event.message().username(), event.message().content(), "");
    }

    @Override
    public List<byte[]> joined(Joined event) {
        return List.of();
    }

    @Override
    public List<byte[]> left(Left event) {
        return List.of();
    }

    @Override
    public List<byte[]> announced(Announced event) {
        return envelope(ChatName.SERVER, event.content(), "");
    }

    @Override
    public List<byte[]> whispered(Whisper whisper) {
        return envelope(whisper.from(), whisper.content(), "");
    }

    @Override
    public List<byte[]> refused(Refused refusal) {
        return envelope(ChatName.SERVER, refusal.getMessage(), Envelope.ERROR);
    }
}

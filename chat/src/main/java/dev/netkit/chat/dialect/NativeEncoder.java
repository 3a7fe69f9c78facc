package dev.netkit.chat.dialect;

import dev.netkit.chat.talk.CatchUp;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.DialectEncoder;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.RoomEvent;
import dev.netkit.chat.talk.RoomEvent.Announced;
import dev.netkit.chat.talk.RoomEvent.Joined;
import dev.netkit.chat.talk.RoomEvent.Left;
import dev.netkit.chat.talk.RoomEvent.Said;
import dev.netkit.chat.talk.Whisper;
import dev.netkit.chat.wire.ChatReply;
import dev.netkit.common.message.Refusal;
import java.util.List;
import java.util.Optional;

/** The words of clients that know all of the native messages. */
final class NativeEncoder implements DialectEncoder, RoomEvent.Handler<ChatReply> {
    /** From a message to what goes out as it is: a frame, or what else carries one. */
    interface Carrier {
        byte[] carry(ChatReply reply);

        byte[] carry(Refusal refusal);
    }

    private final Carrier carrier;

    NativeEncoder(Carrier carrier) {
        this.carrier = carrier;
    }

    private List<byte[]> bytes(ChatReply reply) {
        return List.of(carrier.carry(reply));
    }

    /** An answer that only native clients know. */
    List<byte[]> pong() {
        return bytes(new ChatReply.Pong());
    }

    @Override
    public List<byte[]> told(RoomEvent event) {
        return bytes(event.tell(this));
    }

    @Override
    public ChatReply said(Said event) {
        ChatMessage message = event.message();
        return new ChatReply.Message(
                message.username(),
                message.content(),
                Optional.of(event.room()),
                Optional.of(message.seq()),
                Optional.of(message.time()),
                Optional.empty(),
                message.id());
    }

    @Override
    public ChatReply joined(Joined event) {
        return new ChatReply.Joined(event.username(), event.room());
    }

    @Override
    public ChatReply left(Left event) {
        return new ChatReply.Left(event.username(), event.room());
    }

    @Override
    public ChatReply announced(Announced event) {
        return new ChatReply.Notice(event.content());
    }

    @Override
    public List<byte[]> whispered(Whisper whisper) {
        return bytes(new ChatReply.Message(
                whisper.from(),
                whisper.content(),
                Optional.of(whisper.room()),
                Optional.of(0L),
                Optional.of(whisper.time()),
                Optional.of(whisper.to()),
                whisper.id()));
    }

    @Override
    public List<byte[]> users(String room, List<String> usernames) {
        return bytes(new ChatReply.Users(room, usernames));
    }

    @Override
    public List<byte[]> history(CatchUp catchUp) {
        return bytes(new ChatReply.History(
                catchUp.room(), catchUp.epoch(), catchUp.from(), catchUp.to(), catchUp.complete()));
    }

    @Override
    public List<byte[]> refused(Refused refusal) {
        return refused(new Refusal(refusal.reason().code(), refusal.getMessage()));
    }

    List<byte[]> refused(Refusal refusal) {
        return List.of(carrier.carry(refusal));
    }
}

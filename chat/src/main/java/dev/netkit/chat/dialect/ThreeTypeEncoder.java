package dev.netkit.chat.dialect;

import dev.netkit.chat.dialect.NativeEncoder.Carrier;
import dev.netkit.chat.talk.ChatName;
import dev.netkit.chat.talk.DialectEncoder;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.RoomEvent;
import dev.netkit.chat.talk.RoomEvent.Announced;
import dev.netkit.chat.talk.RoomEvent.Joined;
import dev.netkit.chat.talk.RoomEvent.Left;
import dev.netkit.chat.talk.RoomEvent.Said;
import dev.netkit.chat.talk.Whisper;
import dev.netkit.chat.wire.ChatReply.Message;
import java.util.List;

/**
 * The words of clients that know three types: {@code hello}, {@code text}, {@code message}. Everything comes to them as a
 * message, from whoever said it or from the server.
 */
final class ThreeTypeEncoder implements DialectEncoder, RoomEvent.Handler<Message> {
    private final Carrier carrier;
    private final NativeEncoder errors;

    ThreeTypeEncoder(Carrier carrier) {
        this.carrier = carrier;
        this.errors = new NativeEncoder(carrier);
    }

    private static Message ofServer(String content) {
        return Message.plain(ChatName.SERVER, content);
    }

    @Override
    public List<byte[]> told(RoomEvent event) {
        return List.of(carrier.carry(event.tell(this)));
    }

    @Override
    public Message said(Said event) {
        return Message.plain(event.message().username(), event.message().content());
    }

    @Override
    public Message joined(Joined event) {
        return ofServer(event.username() + " joined " + event.room());
    }

    @Override
    public Message left(Left event) {
        return ofServer(event.username() + " left " + event.room());
    }

    @Override
    public Message announced(Announced event) {
        return ofServer(event.content());
    }

    @Override
    public List<byte[]> whispered(Whisper whisper) {
        return List.of(carrier.carry(Message.plain(whisper.from(), "(to you alone) " + whisper.content())));
    }

    @Override
    public List<byte[]> users(String room, List<String> usernames) {
        return List.of(carrier.carry(ofServer("in " + room + ": " + String.join(", ", usernames))));
    }

    @Override
    public List<byte[]> refused(Refused refusal) {
        return errors.refused(refusal);
    }
}

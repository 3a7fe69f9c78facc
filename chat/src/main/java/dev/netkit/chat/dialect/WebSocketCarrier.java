package dev.netkit.chat.dialect;

import dev.netkit.chat.web.WebSocketFrames;
import dev.netkit.chat.wire.ChatReply;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.Refusal;

/** Native messages in WebSocket frames. */
record WebSocketCarrier(MessageCodec<ChatReply> codec) implements NativeEncoder.Carrier {
    @Override
    public byte[] carry(ChatReply reply) {
        return WebSocketFrames.text(codec.encode(reply));
    }

    @Override
    public byte[] carry(Refusal refusal) {
        return WebSocketFrames.text(refusal.encode());
    }
}

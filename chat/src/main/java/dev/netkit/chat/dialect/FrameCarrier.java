package dev.netkit.chat.dialect;

import dev.netkit.chat.wire.ChatReply;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.message.MessageFormat;
import dev.netkit.common.message.Refusal;

/** Native messages in frames, sealed where there is a key. */
record FrameCarrier(MessageFormat<ChatRequest, ChatReply> format, FrameEncoding encoding)
        implements NativeEncoder.Carrier {
    @Override
    public byte[] carry(ChatReply reply) {
        return format.frame(encoding, reply);
    }

    @Override
    public byte[] carry(Refusal refusal) {
        return format.frame(encoding, refusal);
    }
}

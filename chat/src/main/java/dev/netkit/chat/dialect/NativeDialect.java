package dev.netkit.chat.dialect;

import dev.netkit.chat.hall.Entrance;
import dev.netkit.chat.wire.ChatReply;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.MessageFormat;
import dev.netkit.common.message.Refusal;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Length-prefixed JSON in both framings, sealed where there is a key. */
public final class NativeDialect implements Dialect {
    static final MessageCodec<ChatRequest> REQUESTS = MessageCodec.of(ChatRequest.class);
    static final MessageCodec<ChatReply> REPLIES = MessageCodec.of(ChatReply.class);

    private static final Refusal KICKED =
            new Refusal(EndReason.KICKED.word(), "the host has put you out: do not come again by yourself");

    private final Entrance entrance;
    private final MessageFormat<ChatRequest, ChatReply> format;
    private final Map<FrameEncoding, NativeWords> words = new EnumMap<>(FrameEncoding.class);

    /** @param messageLimit the largest message, in bytes of JSON */
    public NativeDialect(Entrance entrance, int messageLimit, Optional<MessageSeal> seal) {
        this.entrance = entrance;
        this.format = new MessageFormat<>(REQUESTS, REPLIES, Optional.empty(), messageLimit, seal);
        for (FrameEncoding encoding : FrameEncoding.values()) {
            words.put(encoding, NativeWords.of(new FrameCarrier(format, encoding)));
        }
    }

    @Override
    public boolean beginsWith(int firstByte) {
        return FrameEncoding.startingWith(firstByte).isPresent();
    }

    @Override
    public void converse(Connection connection) throws IOException {
        int first = connection.input().peek(1)[0] & 0xFF;
        NativeWords spoken = words.get(FrameEncoding.startingWith(first).orElseThrow());
        MessageChannel<ChatRequest, ChatReply> channel = new MessageChannel<>(connection, format);
        try {
            entrance.admit(
                    connection,
                    spoken.plain(),
                    participant -> new NativeConversation(participant, spoken).run(channel::receive));
        } finally {
            sayLast(connection, spoken);
        }
    }

    /** The end of a connection does not tell whoever is put out from one whose network fails. */
    private static void sayLast(Connection connection, NativeWords spoken) {
        if (connection.cutReason().equals(Optional.of(EndReason.KICKED))) {
            try {
                for (byte[] piece : spoken.full().refused(KICKED)) {
                    connection.output().write(piece);
                }
            } catch (IOException e) {
                // Whoever is gone need not know why.
            }
        }
    }
}

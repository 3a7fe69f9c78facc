package dev.netkit.chat.client.dialect;

import dev.netkit.chat.client.line.WebSocketLine;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.chat.wire.ChatReply;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.message.HiddenFields;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.MessageFormat;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.Connection;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Makes what a client speaks on each of its connections; the seal is one for all of them. */
public final class Dialects {
    /** Who has it can take the place of its owner. */
    private static final HiddenFields SECRETS = HiddenFields.of("session");

    private final Speech speech;
    private final Clock clock;
    private final boolean web;
    private final MessageFormat<ChatReply, ChatRequest> format;
    private final Optional<SealedEnvelopes> envelopes;

    /** @param web whether it is through WebSockets */
    public Dialects(Speech speech, boolean web, Clock clock) {
        this.speech = speech;
        this.clock = clock;
        this.web = web;
        this.format = new MessageFormat<>(
                        MessageCodec.of(ChatReply.class),
                        MessageCodec.of(ChatRequest.class),
                        Optional.of(speech.encoding()),
                        speech.limit(),
                        MessageSeal.of(speech.keys()))
                .hiding(SECRETS);
        this.envelopes = format.seal().map(SealedEnvelopes::new);
    }

    /** How to speak through a WebSocket. */
    public Dialect open(WebSocketLine line, String username) {
        return envelopes.isPresent()
                ? new EnvelopeDialect(line, envelopes.get(), clock, username)
                : new WebSocketDialect(line, format.incoming(), format.outgoing(), SECRETS);
    }

    /** How to speak through a TCP connection. */
    public Dialect open(Connection connection, String username) throws IOException {
        return switch (speech.dialect()) {
            case NATIVE -> nativeOrThreeTypes(connection, username);
            case THREE_TYPES -> threeTypes(connection, username);
            case JIM_A -> new JimDialect(connection, JimShape.A, clock);
            case JIM_B -> new JimDialect(connection, JimShape.B, clock);
        };
    }

    private Dialect nativeOrThreeTypes(Connection connection, String username) throws IOException {
        Dialect spoken = new NativeDialect(new MessageChannel<>(connection, format));
        boolean mayBeOlder =
                speech.encoding() == FrameEncoding.ASCII && speech.keys().isEmpty();
        return mayBeOlder ? new DetectingDialect(spoken, threeTypes(connection, username)) : spoken;
    }

    private Dialect threeTypes(Connection connection, String username) throws IOException {
        MessageCodec<ThreeTypeMessage> codec = MessageCodec.of(ThreeTypeMessage.class);
        MessageFormat<ThreeTypeMessage, ThreeTypeMessage> threeTypes =
                new MessageFormat<>(codec, codec, Optional.of(FrameEncoding.ASCII), speech.limit(), Optional.empty());
        return new ThreeTypeDialect(new MessageChannel<>(connection, threeTypes), username);
    }

    /** The longest message that a text may make, in bytes. */
    public int limit() {
        if (web) {
            return Math.min(speech.limit(), ChatFormat.WEB_MESSAGE_LIMIT);
        }
        return switch (speech.dialect()) {
            case NATIVE, THREE_TYPES -> speech.limit();
            case JIM_A, JIM_B -> Math.min(speech.limit(), JimDialect.MAX_BYTES);
        };
    }

    /** How long the message of a text is, in bytes. */
    public int length(ChatRequest.Text text, String username) {
        if (web && envelopes.isPresent()) {
            return EnvelopeDialect.length(username, text, clock, envelopes.get());
        }
        return switch (speech.dialect()) {
            case NATIVE, THREE_TYPES -> format.outgoing().encode(text).length;
            case JIM_A -> JimDialect.length(JimShape.A, username, text, clock);
            case JIM_B -> JimDialect.length(JimShape.B, username, text, clock);
        };
    }
}

package dev.netkit.common.message;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The word with which a codec refuses a text; empty where it does not. */
final class BadMessages {
    private BadMessages() {}

    static String of(MessageCodec<?> codec, String json) {
        return of(codec, json.getBytes(UTF_8));
    }

    static String of(MessageCodec<?> codec, byte[] payload) {
        try {
            codec.decode(payload);
            return "";
        } catch (MessageException e) {
            return e.fault().code();
        } catch (RefusedByPeerException e) {
            return "error";
        }
    }
}

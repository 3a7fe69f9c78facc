package dev.netkit.common.message;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * The answer to what cannot be understood, the same in every family.
 *
 * @param code lower-case words with hyphens, for programs
 * @param detail one sentence, for people
 */
@JsonTypeName("error")
record ErrorMessage(String code, String detail) implements Refusal {
    private static final MessageCodec<Refusal> CODEC = MessageCodec.of(Refusal.class);

    static byte[] encode(String code, String detail) {
        return CODEC.encode(new ErrorMessage(code, detail));
    }
}

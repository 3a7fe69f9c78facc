package dev.netkit.common.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * The answer to what cannot be understood or is not allowed. It belongs to every family: it is sent by {@link
 * MessageChannel#refuse(String, String)}, and met as a {@link RefusedByPeerException}.
 *
 * @param type always {@value #TYPE}
 * @param code lower-case words with hyphens, for programs
 * @param detail one sentence, for people
 * @param id of the request that it is about, where that had one
 */
record ErrorMessage(String type, String code, String detail, Optional<String> id) {
    static final String TYPE = "error";

    private static final JsonMapper JSON = Json.mapper().build();
    private static final StrictJson<ErrorMessage> READER = new StrictJson<>(JSON.readerFor(ErrorMessage.class));

    static byte[] encode(Refusal refusal) {
        try {
            return JSON.writeValueAsBytes(new ErrorMessage(TYPE, refusal.code(), refusal.detail(), refusal.id()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an error that cannot be written: " + refusal.code(), e);
        }
    }

    static RefusedByPeerException decode(byte[] payload) throws MessageException {
        ErrorMessage error = READER.read(payload);
        return new RefusedByPeerException(error.code(), error.detail(), error.id());
    }
}

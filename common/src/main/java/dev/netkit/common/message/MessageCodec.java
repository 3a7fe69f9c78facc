package dev.netkit.common.message;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;

/**
 * JSON to the records of one sealed family and back; {@code "type"} names the record. Each record has its name by
 * {@code @JsonTypeName}, its components are the fields, and only those that are {@code Optional} may be missing. What is
 * not of the family cannot be made, whatever the peer writes. For use by many threads at once.
 *
 * @param <M> the sealed interface
 */
public final class MessageCodec<M> {
    /** The field that names the record. */
    static final String TYPE = "type";

    private final StrictJson<M> json;
    private final ObjectWriter writer;

    /** The field that names the record in JIM. */
    private static final String ACTION = "action";

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = TYPE)
    private interface ByType {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = ACTION)
    private interface ByAction {}

    private MessageCodec(ObjectReader reader, ObjectWriter writer, String naming) {
        this.json = new StrictJson<>(reader, naming);
        this.writer = writer;
    }

    /**
     * The codec of a sealed interface whose permitted types are records, or further sealed interfaces of records.
     *
     * @throws IllegalArgumentException if that is not what it is, or a record has no name or that of another
     */
    public static <M> MessageCodec<M> of(Class<M> family) {
        return of(family, ByType.class, TYPE);
    }

    /** As {@link #of}, where {@code "action"} names the record, as it does in JIM. */
    public static <M> MessageCodec<M> byAction(Class<M> family) {
        return of(family, ByAction.class, ACTION);
    }

    private static <M> MessageCodec<M> of(Class<M> family, Class<?> mixIn, String naming) {
        JsonMapper.Builder builder = Json.mapper().addMixIn(family, mixIn);
        MessageFamily.of(family).records().forEach((name, type) -> builder.registerSubtypes(new NamedType(type, name)));
        JsonMapper mapper = builder.build();
        return new MessageCodec<>(mapper.readerFor(family), mapper.writerFor(family), naming);
    }

    /** The payload of a message: one JSON object in UTF-8, {@code type} first. */
    public byte[] encode(M message) {
        try {
            return writer.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a message that cannot be written: " + message, e);
        }
    }

    /**
     * The message in a payload, or in any other run of UTF-8 that holds one JSON object and nothing else.
     *
     * @throws MessageException if it is none of the family's
     * @throws RefusedByPeerException if it is the error message, which every family has
     */
    public M decode(byte[] payload) throws MessageException, RefusedByPeerException {
        try {
            return json.read(payload);
        } catch (MessageException e) {
            if (e.isAbout(ErrorMessage.TYPE)) {
                throw ErrorMessage.decode(payload);
            }
            throw e;
        }
    }
}

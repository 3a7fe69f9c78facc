package dev.netkit.common.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON to one record and back, by the same strict rules as messages; nothing in it names the record. For use by many
 * threads at once.
 */
public final class RecordCodec<T> {
    private final StrictJson<T> json;
    private final ObjectWriter writer;

    private RecordCodec(JsonMapper mapper, Class<T> type) {
        this.json = new StrictJson<>(mapper.readerFor(type));
        this.writer = mapper.writerFor(type);
    }

    public static <T> RecordCodec<T> of(Class<T> type) {
        return new RecordCodec<>(Json.mapper().build(), type);
    }

    /** One JSON object in UTF-8, in one line. */
    public byte[] encode(T value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a value that cannot be written: " + value, e);
        }
    }

    /** @throws MessageException if it is no such record */
    public T decode(byte[] utf8) throws MessageException {
        return json.read(utf8);
    }
}

package dev.netkit.common.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.netkit.common.message.UtcTime;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One JSON object for one line of output, its fields in the order in which they were added. Written with Jackson's
 * generator alone: data binding would cost a one-shot command more than the rest of its work.
 */
public final class JsonLine {
    private static final class Factory {
        static final JsonFactory JSON = new JsonFactory();
    }

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private JsonLine() {}

    /** An object without fields as yet. */
    public static JsonLine empty() {
        return new JsonLine();
    }

    /** An object that tells of an event that happened now. */
    public static JsonLine event(String name) {
        return empty().with("event", name).with("time", UtcTime.format(Instant.now()));
    }

    /** Adds a number, a boolean, null, an object, a list of those, or the text of anything else. */
    public JsonLine with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    /** The object on one line, without a line end. */
    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Factory.JSON.createGenerator(text)) {
            write(json, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return SafeText.escapeJson(text.toString());
    }

    private static void writeObject(JsonGenerator json, JsonLine object) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Object> field : object.fields.entrySet()) {
            json.writeFieldName(field.getKey());
            write(json, field.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof JsonLine object) {
            writeObject(json, object);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof List<?> values) {
            json.writeStartArray();
            for (Object one : values) {
                write(json, one);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }
}

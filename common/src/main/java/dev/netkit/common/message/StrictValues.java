package dev.netkit.common.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/** Times and bytes in the one form that the protocol has for each; Jackson's own readers take many. */
final class StrictValues {
    private StrictValues() {}

    static SimpleModule module() {
        return new SimpleModule()
                .addSerializer(new TimeWriter())
                .addDeserializer(Instant.class, new TextReader<>(Instant.class, UtcTime::parse))
                .addDeserializer(byte[].class, new TextReader<>(byte[].class, StrictValues::decodeBase64));
    }

    /** RFC 4648, section 4, with padding; every byte string has one text. */
    private static byte[] decodeBase64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not base64 in its one form");
        }
        return bytes;
    }

    private static final class TimeWriter extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        TimeWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(UtcTime.format(time));
        }
    }

    /** Makes a value of a string, and of nothing else. */
    private static final class TextReader<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        /** Throws IllegalArgumentException for a text that is no such value. */
        private interface Form<T> {
            T parse(String text);
        }

        private final transient Form<T> form;

        TextReader(Class<T> type, Form<T> form) {
            super(type);
            this.form = form;
        }

        @Override
        @SuppressWarnings("unchecked") // the class token and T are the same type
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(_valueClass, parser);
            }
            try {
                return form.parse(parser.getText());
            } catch (IllegalArgumentException e) {
                return (T) context.handleWeirdStringValue(_valueClass, parser.getText(), "not in its form");
            }
        }
    }
}

package dev.netkit.common.message;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.time.Instant;

/**
 * JSON as netkit reads it: strict in what a value is (no number for a string, no field twice, nothing missing that is not
 * {@code Optional}), limited in depth, and indifferent to fields that it does not know.
 */
final class Json {
    /** How many objects and arrays may stand inside one another. */
    static final int MAX_DEPTH = 32;

    private static final int MAX_NAME_LENGTH = 1024;
    private static final int MAX_NUMBER_LENGTH = 64;

    private Json() {}

    /** A builder with all of these rules; what is built is safe for use by many threads. */
    static JsonMapper.Builder mapper() {
        JsonMapper.Builder builder = JsonMapper.builder(factory());
        builder.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        builder.enable(
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        builder.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        builder.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        builder.withCoercionConfig(LogicalType.Textual, text -> {
            text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
            text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
            text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        });
        builder.defaultPropertyInclusion(JsonInclude.Value.construct(NON_ABSENT, NON_ABSENT));
        builder.addModule(new Jdk8Module());
        builder.addModule(times());
        return builder;
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // the peer chooses them
                .build();
    }

    private static SimpleModule times() {
        return new SimpleModule()
                .addSerializer(new StdScalarSerializer<>(Instant.class) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void serialize(Instant time, JsonGenerator generator, SerializerProvider provider)
                            throws IOException {
                        generator.writeString(UtcTime.format(time));
                    }
                })
                .addDeserializer(Instant.class, new StdScalarDeserializer<>(Instant.class) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                        String text = parser.getValueAsString("");
                        try {
                            return UtcTime.parse(text);
                        } catch (IllegalArgumentException e) {
                            throw context.weirdStringException(text, Instant.class, "not an ISO 8601 time");
                        }
                    }
                });
    }
}

package dev.netkit.common.message;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

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
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        builder.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        builder.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        builder.withCoercionConfig(LogicalType.Textual, text -> {
            text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
            text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
            text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        });
        builder.withCoercionConfigDefaults(any ->
                any.setAcceptBlankAsEmpty(false).setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
        builder.defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        builder.defaultPropertyInclusion(JsonInclude.Value.construct(NON_ABSENT, NON_ABSENT));
        builder.addModule(new Jdk8Module());
        builder.addModule(StrictValues.module());
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
                // A table of names that all connections share, and whose hashes a peer can make collide.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                // Jackson would keep buffers for each thread, and every connection has one.
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                // Else a character beyond the first 65 536 goes as two escapes: three times the bytes.
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
    }
}

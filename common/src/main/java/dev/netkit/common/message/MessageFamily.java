package dev.netkit.common.message;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The records of a sealed interface by the name that {@code "type"} has for them.
 *
 * @param records in the order of the permits clause
 */
record MessageFamily(Map<String, Class<?>> records) {

    static MessageFamily of(Class<?> family) {
        if (!family.isSealed()) {
            throw new IllegalArgumentException(family + " is not sealed: anything could be a message");
        }
        Map<String, Class<?>> records = new LinkedHashMap<>();
        collect(family, records);
        return new MessageFamily(Collections.unmodifiableMap(records));
    }

    private static void collect(Class<?> type, Map<String, Class<?>> records) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, records);
            }
            return;
        }
        Class<?> other = records.putIfAbsent(nameOf(type), type);
        if (other != null && other != type) { // one record may go in both directions
            throw new IllegalArgumentException(type + " and " + other + " have the same name");
        }
    }

    private static String nameOf(Class<?> type) {
        JsonTypeName name = type.getAnnotation(JsonTypeName.class);
        if (!type.isRecord() || name == null || name.value().isEmpty()) {
            throw new IllegalArgumentException(type + " is not a record with a @JsonTypeName");
        }
        if (name.value().equals(ErrorMessage.TYPE)) {
            throw new IllegalArgumentException(type + ": every family has the error message already");
        }
        return name.value();
    }
}

package dev.netkit.common.message;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A family for tests, with every kind of field. */
sealed interface Talk {
    sealed interface Question extends Talk {}

    @JsonTypeName("hello")
    record Hello(String username, Optional<String> room, Optional<Long> since) implements Question {
        public Hello {
            if (username.isBlank()) {
                throw new IllegalArgumentException("a username is not empty");
            }
        }
    }

    @JsonTypeName("ping")
    record Ping() implements Question {}

    @JsonTypeName("message")
    record Message(String content, long seq, Instant time, List<String> to) implements Talk {}

    @JsonTypeName("salt")
    record Salt(byte[] salt, boolean sealed) implements Talk {}
}

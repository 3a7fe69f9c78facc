package dev.netkit.chat.client.dialect;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;

/** The three types of the older protocol; a server may greet with any of them. */
sealed interface ThreeTypeMessage {
    @JsonTypeName("hello")
    record Hello(Optional<String> username) implements ThreeTypeMessage {}

    @JsonTypeName("text")
    record Text(String content) implements ThreeTypeMessage {}

    @JsonTypeName("message")
    record Message(String username, String content) implements ThreeTypeMessage {}
}

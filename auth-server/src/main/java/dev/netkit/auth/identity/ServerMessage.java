package dev.netkit.auth.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;

/** What an identification server says (docs/protocol.md, "Identification"). */
sealed interface ServerMessage {
    /**
     * Greets somebody.
     *
     * @param isNew whether the name was learnt just now
     */
    @JsonTypeName("welcome")
    record Welcome(String name, @JsonProperty("new") Optional<Boolean> isNew) implements ServerMessage {}

    /** Asks for the name that belongs to the client's address. */
    @JsonTypeName("who")
    record Who() implements ServerMessage {}
}

package dev.netkit.auth.identity;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** What a client answers (docs/protocol.md, "Identification"). */
sealed interface ClientMessage {
    /** Who is at this address. */
    @JsonTypeName("name")
    record Name(String name) implements ClientMessage {}
}

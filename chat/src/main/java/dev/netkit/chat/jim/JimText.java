package dev.netkit.chat.jim;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** Something said, as it is forwarded; {@code time} in seconds since 1970. */
public sealed interface JimText {
    /** Shape A. */
    @JsonTypeName("msg")
    record Msg(long time, String from, String to, String message) implements JimText {}

    /** Shape B. */
    @JsonTypeName("message")
    record Message(
            long time,
            String from,
            String to,
            @JsonProperty("mess_text") String text) implements JimText {}
}

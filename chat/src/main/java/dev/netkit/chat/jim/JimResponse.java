package dev.netkit.chat.jim;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a JIM request.
 *
 * @param response 2xx done, 4xx the client's fault, 5xx the server's
 * @param time seconds since 1970
 * @param alert what goes with a success: a text, or names
 * @param error what went wrong, for people
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record JimResponse(int response, long time, Optional<Object> alert, Optional<String> error) {
    public static final int OK = 200;
    /** With a list of names. */
    public static final int ACCEPTED = 202;

    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHORISED = 401;
    public static final int NOT_FOUND = 404;
    public static final int CONFLICT = 409;
    public static final int GONE = 410;
    public static final int SERVER_ERROR = 500;

    public static JimResponse ok(long time) {
        return new JimResponse(OK, time, Optional.of("OK"), Optional.empty());
    }

    public static JimResponse names(long time, List<String> names) {
        return new JimResponse(ACCEPTED, time, Optional.of(names), Optional.empty());
    }

    public static JimResponse failed(int code, long time, String error) {
        return new JimResponse(code, time, Optional.empty(), Optional.of(error));
    }
}

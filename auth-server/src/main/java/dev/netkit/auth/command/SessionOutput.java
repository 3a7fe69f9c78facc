package dev.netkit.auth.command;

import dev.netkit.auth.AuthClient;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.SafeText;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Shows sessions: to people, and as JSON with the token for programs. */
final class SessionOutput {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private SessionOutput() {}

    static void show(Console console, boolean json, AuthClient.Session session) throws IOException {
        if (json) {
            console.print(line(session.username(), session.expires())
                    .with("token", session.token())
                    .with("change", session.change())
                    .toString());
            return;
        }
        show(console, false, new AuthClient.User(session.username(), session.expires()));
        if (session.change()) {
            console.say("the password was given by somebody else: 'netkit auth passwd' changes it");
        }
    }

    static void show(Console console, boolean json, AuthClient.User user) throws IOException {
        console.print(
                json
                        ? line(user.username(), user.expires()).toString()
                        : SafeText.escape(user.username()) + ", until "
                                + TIME.format(user.expires().atZone(ZoneId.systemDefault())));
    }

    private static JsonLine line(String username, Instant expires) {
        return JsonLine.event("session").with("username", username).with("expires", expires);
    }
}

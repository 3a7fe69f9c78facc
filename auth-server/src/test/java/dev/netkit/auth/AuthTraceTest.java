package dev.netkit.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.auth.account.Verifier;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RecordedEvents;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --trace} shows may be sent to others who are to help. */
@Timeout(60)
class AuthTraceTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path folder;

    private final List<String> secrets = new ArrayList<>();

    @Test
    void neitherSideShowsTokensOrVerifiers() throws IOException {
        RecordedEvents serversEvents = new RecordedEvents(Detail.TRACE);
        RecordedEvents clientsEvents = new RecordedEvents(Detail.TRACE);
        AuthConfig config = new AuthConfig(
                TcpServerConfig.of("auth", ListenAddress.loopback(0)),
                List.of(),
                AuthFixture.IDLE,
                AuthFixture.ABSOLUTE,
                true);
        try (AuthFixture auth = new AuthFixture(folder);
                RunningServer server = RunningServer.start(
                        AuthServer.open(config, auth.store, auth.keys, auth.clock, serversEvents, event -> {}))) {
            try (AuthClient client = AuthClient.connect(
                    Endpoint.of(server.address()), Duration.ofSeconds(10), List.of(), clientsEvents)) {
                useEverything(client);
            }
        }
        for (RecordedEvents events : List.of(serversEvents, clientsEvents)) {
            String shown = shown(events);
            assertThat(shown)
                    .contains("\"type\":\"register\",\"username\":\"ann\",\"salt\":\"(hidden)\",\"iterations\":4096,"
                            + "\"storedKey\":\"(hidden)\",\"serverKey\":\"(hidden)\"")
                    .contains("\"type\":\"whoami\",\"token\":\"(hidden)\"")
                    .contains("\"type\":\"session\",\"token\":\"(hidden)\",\"username\":\"ann\"")
                    .contains("\"type\":\"passwd\",\"token\":\"(hidden)\",\"salt\":\"(hidden)\"")
                    .contains("\"message\":\"n,,n=ann,r=")
                    .doesNotContain(secrets);
            assertThat(events.all(ServiceEvent.Traced.class))
                    .extracting(ServiceEvent.Traced::annotation)
                    .contains("binary frame", "binary frame, parts hidden");
        }
    }

    private void useEverything(AuthClient client) throws IOException {
        client.register("ann", secret(AuthFixture.verifier(PASSWORD)));
        String token = secret(client.login("ann", PASSWORD.toCharArray()).token());
        client.whoami(token);
        String renewed = secret(client.renew(token).token());
        client.changePassword(renewed, secret(AuthFixture.verifier("another horse")));
        client.logout(secret(client.login("ann", "another horse".toCharArray()).token()), true);
    }

    private String secret(String token) {
        secrets.add(token);
        return token;
    }

    private Verifier secret(Verifier verifier) {
        secrets.add(Base64.getEncoder().encodeToString(verifier.storedKey()));
        secrets.add(Base64.getEncoder().encodeToString(verifier.serverKey()));
        return verifier;
    }

    private static String shown(RecordedEvents events) {
        return events.all(ServiceEvent.Traced.class).stream()
                .map(traced -> new String(traced.bytes(), UTF_8))
                .collect(Collectors.joining("\n"));
    }
}

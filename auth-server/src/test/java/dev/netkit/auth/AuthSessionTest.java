package dev.netkit.auth;

import static dev.netkit.auth.AuthFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.auth.account.Username;
import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.FernetKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a session lasts, and what ends it. */
@Timeout(60)
class AuthSessionTest extends AnnsAuthServer {
    @Test
    void sessionEndsToTheSecondWhenItIsNotUsed() throws IOException {
        String token = auth.login("ann", PASSWORD).token();
        auth.clock.set(AuthFixture.START + AuthFixture.IDLE.toSeconds());
        assertThat(auth.whoami(token)).isEqualTo("ann"); // and that is a use
        auth.clock.set(AuthFixture.START + 2 * AuthFixture.IDLE.toSeconds());
        assertThat(auth.whoami(token)).isEqualTo("ann");
        auth.clock.set(AuthFixture.START + 3 * AuthFixture.IDLE.toSeconds() + 1);
        assertRefused("denied", () -> auth.whoami(token));
    }

    @Test
    void everySessionEndsInTheEnd() throws IOException {
        AuthClient.Session session = auth.login("ann", PASSWORD);
        long step = AuthFixture.IDLE.toSeconds();
        for (long now = step; now <= AuthFixture.ABSOLUTE.toSeconds(); now += step) {
            auth.clock.set(AuthFixture.START + now);
            session = renew(session);
        }
        String last = session.token();
        auth.clock.set(AuthFixture.START + AuthFixture.ABSOLUTE.toSeconds() + 1);
        assertRefused("denied", () -> auth.whoami(last));
    }

    private AuthClient.Session renew(AuthClient.Session session) throws IOException {
        try (AuthClient client = auth.client()) {
            return client.renew(session.token());
        }
    }

    @Test
    void logoutEndsOneSessionOrAll() throws IOException {
        String one = auth.login("ann", PASSWORD).token();
        String two = auth.login("ann", PASSWORD).token();
        String three = auth.login("ann", PASSWORD).token();
        try (AuthClient client = auth.client()) {
            client.logout(one, false);
            assertThat(auth.whoami(two)).isEqualTo("ann");
            assertRefused("denied", () -> client.whoami(one));
            client.logout(two, true);
            assertRefused("denied", () -> client.whoami(three));
        }
    }

    @Test
    void newPasswordEndsEverySession() throws IOException {
        String elsewhere = auth.login("ann", PASSWORD).token();
        try (AuthClient client = auth.client()) {
            String token = client.login("ann", PASSWORD.toCharArray()).token();
            client.changePassword(token, AuthFixture.verifier("another horse"));
            assertRefused("denied", () -> client.whoami(token));
            assertRefused("denied", () -> client.whoami(elsewhere));
        }
        assertThat(auth.login("ann", "another horse").username()).isEqualTo("ann");
        assertRefused("denied", () -> auth.login("ann", PASSWORD));
    }

    @Test
    void tokenThatIsNotOursIsRefused(@TempDir Path other) throws IOException {
        String token = auth.login("ann", PASSWORD).token();
        byte[] flipped = token.getBytes(StandardCharsets.US_ASCII);
        flipped[flipped.length / 2] ^= 1;
        String made = new String(
                new Fernet(FernetKey.generate(new SecureRandom()))
                        .encrypt("{\"type\":\"session\",\"sid\":\"x\",\"user\":\"ann\",\"iat\":0}"
                                .getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.US_ASCII);
        for (String bad : List.of(new String(flipped, StandardCharsets.US_ASCII), made, "", "x")) {
            assertRefused("denied", () -> auth.whoami(bad));
        }
        try (AuthFixture elsewhere = new AuthFixture(other)) {
            elsewhere.register("ann", PASSWORD);
            String theirs = elsewhere.login("ann", PASSWORD).token();
            assertRefused("denied", () -> auth.whoami(theirs));
        }
    }

    @Test
    void tokensOutliveOneRotationOfTheKeysAndNotTwo() throws IOException {
        String token = auth.login("ann", PASSWORD).token();
        auth.keys.rotate();
        auth.clock.set(AuthFixture.START + 2);
        assertThat(auth.whoami(token)).isEqualTo("ann");
        String younger = auth.login("ann", PASSWORD).token();
        auth.keys.rotate();
        auth.clock.set(AuthFixture.START + 4);
        assertRefused("denied", () -> auth.whoami(token));
        assertThat(auth.whoami(younger)).isEqualTo("ann");
    }

    @Test
    void storeHasNeitherPasswordNorTokenNorTheSessionsNumber() throws IOException {
        String token = auth.login("ann", PASSWORD).token();
        String sid = StoreDump.sid(auth, token);
        new StoreDump(folder).assertHas("ann", List.of(PASSWORD, token, sid));
        assertThat(auth.whoami(token)).isEqualTo("ann");
    }

    @Test
    void disabledAccountHasNoSessionsAndNoLogins() throws IOException {
        String token = auth.login("ann", PASSWORD).token();
        assertThat(auth.store.disable(Username.parse("ann"), true)).isTrue();
        assertRefused("denied", () -> auth.whoami(token));
        assertRefused("denied", () -> auth.login("ann", PASSWORD));
        auth.store.disable(Username.parse("ann"), false);
        assertThat(auth.login("ann", PASSWORD).username()).isEqualTo("ann");
    }
}

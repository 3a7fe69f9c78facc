package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.message.RefusedByPeerException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that clears up while it serves. */
@Timeout(60)
class PurgeTest extends AnnsAuthServer {
    @BeforeEach
    void registerBob() throws IOException {
        auth.register("bob", PASSWORD);
    }

    private int rows(String table) throws Exception {
        return Rows.in(folder.resolve("accounts.db"), table);
    }

    private void fail(String name) {
        assertThatExceptionOfType(RefusedByPeerException.class).isThrownBy(() -> auth.login(name, "wrong horse"));
    }

    @Test
    void whatIsOverIsRemovedByWhoeverComesLater() throws Exception {
        auth.login("ann", PASSWORD);
        fail("nobody");
        assertThat(rows("session")).isOne();
        assertThat(rows("failure")).isOne();
        auth.clock.set(AuthFixture.START + AuthFixture.IDLE.toSeconds() + 1);
        auth.login("bob", PASSWORD);
        assertThat(rows("session")).as("of bob only").isOne();
        assertThat(rows("failure")).isZero();
    }

    @Test
    void whoeverFailsClearsUpAsWell() throws Exception {
        auth.login("ann", PASSWORD);
        auth.clock.set(AuthFixture.START + AuthFixture.IDLE.toSeconds() + 1);
        fail("bob");
        assertThat(rows("session")).isZero();
    }

    @Test
    void whatGoesOnIsLeft() throws Exception {
        String token = auth.login("ann", PASSWORD).token();
        fail("nobody");
        auth.clock.set(AuthFixture.START + 14 * 60);
        auth.login("bob", PASSWORD);
        assertThat(rows("session")).isEqualTo(2);
        assertThat(rows("failure")).isOne();
        try (AuthClient client = auth.client()) {
            assertThat(client.whoami(token).username()).isEqualTo("ann");
        }
    }
}

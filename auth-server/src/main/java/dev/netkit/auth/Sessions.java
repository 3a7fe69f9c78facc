package dev.netkit.auth;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.netkit.auth.account.Account;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.SessionRow;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.crypto.Sha256;
import dev.netkit.common.message.MessageCodec;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Sessions as tokens that nobody else can make, that end by themselves, and that can be taken back. For many threads. */
final class Sessions {
    private static final int SID_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final MessageCodec<TokenContent> CODEC = MessageCodec.of(TokenContent.class);

    /** A use is noted only after this part of the idle time, because each note is a write. */
    private static final int NOTES_PER_IDLE_TIME = 100;

    private final AccountStore store;
    private final SessionKeys keys;
    private final Duration idle;
    private final Duration absolute;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** What is in a token; nobody but the server sees it. */
    private sealed interface TokenContent {
        /** {@code iat}: seconds since 1970 when it was made. */
        @JsonTypeName("session")
        record Content(String sid, String user, long iat) implements TokenContent {}
    }

    /** A session that goes on; {@code sid} is its number, which is in its tokens only. */
    record Open(String sid, SessionRow row, Account account, Instant expires) {}

    Sessions(AccountStore store, SessionKeys keys, Duration idle, Duration absolute, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.idle = idle;
        this.absolute = absolute;
        this.clock = clock;
    }

    /**
     * Begins a session for somebody who has proved to know the account's password.
     *
     * @throws DeniedException if it is not the account's password any more, or nobody may log in
     */
    AuthReply.Session begin(Account account, Optional<String> message) throws DeniedException, IOException {
        byte[] bytes = new byte[SID_BYTES];
        random.nextBytes(bytes);
        String sid = BASE64.encodeToString(bytes);
        long now = clock.millis();
        SessionRow row = new SessionRow(digest(sid), account.id(), now, now, end(now, now));
        if (!store.addSession(row, account.verifier())) {
            throw DeniedException.login();
        }
        return reply(new Open(sid, row, account, expires(row)), message);
    }

    /** What is stored of a session's number: not even with the keys does the store tell a token. */
    private static String digest(String sid) {
        return BASE64.encodeToString(Sha256.of(sid));
    }

    private AuthReply.Session reply(Open session, Optional<String> message) throws IOException {
        Account account = session.account();
        byte[] content = CODEC.encode(new TokenContent.Content(session.sid(), account.name(), clock.millis() / 1000));
        String token = new String(keys.fernet().encrypt(content), StandardCharsets.US_ASCII);
        Optional<Boolean> change = account.mustChange() ? Optional.of(true) : Optional.empty();
        return new AuthReply.Session(token, account.name(), session.expires(), message, change);
    }

    /** When a session is over by the limits of this server, which may not be those of another one on the store. */
    private long end(long created, long lastUsed) {
        return Math.min(lastUsed + idle.toMillis(), created + absolute.toMillis());
    }

    private Instant expires(SessionRow row) {
        return Instant.ofEpochMilli(Math.min(row.expires(), end(row.created(), row.lastUsed())));
    }

    /**
     * Finds a token's session and counts it as used.
     *
     * @throws DeniedException if there is none that goes on, whatever the reason
     */
    Open use(String token) throws DeniedException, IOException {
        String sid = sid(token).orElseThrow(DeniedException::session);
        AccountStore.Owned owned = store.session(digest(sid)).orElseThrow(DeniedException::session);
        SessionRow row = owned.session();
        Account account = owned.account();
        long now = clock.millis();
        if (now > row.expires() || account.disabled()) {
            store.endSession(row.sid());
        }
        if (now > expires(row).toEpochMilli() || account.disabled()) {
            throw DeniedException.session();
        }
        if (now - row.lastUsed() >= idle.toMillis() / NOTES_PER_IDLE_TIME) {
            row = used(row, now);
            store.touchSession(row);
        }
        return new Open(sid, row, account, expires(row));
    }

    private SessionRow used(SessionRow row, long now) {
        long expires = Math.max(row.expires(), end(row.created(), now)); // another server may leave it longer
        return new SessionRow(row.sid(), row.accountId(), row.created(), now, expires);
    }

    private Optional<String> sid(String token) throws IOException {
        try {
            byte[] content = keys.fernet().decrypt(token.getBytes(StandardCharsets.UTF_8), absolute);
            return Optional.of(((TokenContent.Content) CODEC.decode(content)).sid());
        } catch (InvalidTokenException e) {
            return Optional.empty();
        } catch (ProtocolException e) {
            return Optional.empty(); // made with our key, but for something else
        }
    }

    /** A new token for a session that goes on. */
    AuthReply.Session renew(Open session) throws IOException {
        return reply(session, Optional.empty());
    }

    void end(Open session, boolean all) throws IOException {
        if (all) {
            store.endSessionsOf(session.account().id());
        } else {
            store.endSession(session.row().sid());
        }
    }

    /** Forgets what has ended by itself. */
    void purge() throws IOException {
        store.purgeSessions(clock.millis());
    }
}

package dev.netkit.auth;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import dev.netkit.auth.account.Account;
import dev.netkit.auth.account.Username;
import dev.netkit.auth.account.Verifier;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.net.AddressAllowance;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What the service knows of people: their accounts, and an answer for those who have none that looks no different. */
final class Accounts {
    private final AccountStore store;
    private final FernetKey unknownUsers;
    private final Optional<AddressAllowance> registration;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** {@code registration}: how many accounts can be made from each address; empty = none. */
    Accounts(AccountStore store, FernetKey unknownUsers, Optional<AddressAllowance> registration, Clock clock) {
        this.store = store;
        this.registration = registration;
        this.unknownUsers = unknownUsers;
        this.clock = clock;
    }

    /** Makes an account for somebody at that address, on disk. */
    Username register(AuthRequest.Register request, InetAddress address) throws DeniedException, IOException {
        AddressAllowance allowance = registration.orElseThrow(
                () -> new DeniedException("not-allowed", "accounts are made by whoever runs the server"));
        Username name = name(request.username());
        Verifier verifier = checked(request.verifier());
        if (!allowance.take(address)) {
            throw new DeniedException("too-many", "too many registrations from this address: try again in a moment");
        }
        if (!store.add(name, verifier, false, clock.millis())) {
            throw new DeniedException("name-taken", "somebody has that name already");
        }
        return name;
    }

    private static Username name(String text) throws DeniedException {
        try {
            return Username.parse(text);
        } catch (IllegalArgumentException e) {
            throw new DeniedException("bad-name", e.getMessage());
        }
    }

    private static Verifier checked(Verifier verifier) throws DeniedException {
        if (!verifier.hasFairIterations()) {
            throw new DeniedException(
                    "weak-iterations",
                    "iterations are " + Verifier.FEWEST_ITERATIONS + " to " + Verifier.MOST_ITERATIONS);
        }
        if (!verifier.isWellFormed()) {
            throw new DeniedException("bad-verifier", "a salt has " + Verifier.SALT_BYTES + " bytes, each key 32");
        }
        return verifier;
    }

    void changePassword(Account account, Verifier verifier) throws DeniedException, IOException {
        store.changeVerifier(account.id(), checked(verifier));
    }

    /** The account that somebody wants to log in to, if there is one. */
    Optional<Account> find(String key) throws IOException {
        return store.account(key);
    }

    /** What to look an account up by, and failures too; for what cannot be a name it is nobody's. */
    static String key(String written) {
        try {
            return Username.parse(written).key();
        } catch (IllegalArgumentException e) {
            return "\n";
        }
    }

    /** A verifier that nobody can satisfy, with a salt that is always the same for a name: unknown users look like others. */
    Verifier ofUnknown(String key) {
        byte[] salt = Arrays.copyOf(hmac(key), Verifier.SALT_BYTES);
        byte[] keys = new byte[64];
        random.nextBytes(keys);
        return new Verifier(
                salt, Verifier.DEFAULT_ITERATIONS, Arrays.copyOf(keys, 32), Arrays.copyOfRange(keys, 32, 64));
    }

    /** What failures are counted by: what somebody has typed for a name may be a password. */
    String failureKey(String key) {
        return HexFormat.of().formatHex(hmac("failures " + key), 0, 8);
    }

    private byte[] hmac(String text) {
        byte[] key = unknownUsers.text().getBytes(StandardCharsets.US_ASCII);
        return ScramFunctions.hmac(ScramMechanism.SCRAM_SHA_256, key, text.getBytes(StandardCharsets.UTF_8));
    }
}

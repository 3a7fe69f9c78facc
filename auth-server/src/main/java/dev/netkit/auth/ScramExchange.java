package dev.netkit.auth;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import dev.netkit.auth.ScramMessages.ClientFinal;
import dev.netkit.auth.ScramMessages.ClientFirst;
import dev.netkit.auth.account.Verifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** The server's side of one login (RFC 5802, section 5): one challenge, good for one answer. */
final class ScramExchange {
    private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_256;

    private final ClientFirst first;
    private final Verifier verifier;
    private final String nonce;
    private final String serverFirst;

    /** Answers a first message; {@code serverNonce} is random and printable, without a comma. */
    ScramExchange(ClientFirst first, Verifier verifier, String serverNonce) {
        this.first = first;
        this.verifier = verifier;
        this.nonce = first.nonce() + serverNonce;
        this.serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(verifier.salt()) + ",i="
                + verifier.iterations();
    }

    String serverFirst() {
        return serverFirst;
    }

    /**
     * Checks a last message, and returns the server's own proof.
     *
     * @throws DeniedException if the client does not know the password, or answers another challenge
     */
    String serverFinal(ClientFinal last) throws DeniedException {
        boolean answersThis =
                constantTimeEquals(last.nonce(), nonce) && last.binding().equals(first.gs2Header());
        String authMessage = first.bare() + "," + serverFirst + "," + last.withoutProof();
        byte[] clientSignature = ScramFunctions.clientSignature(MECHANISM, verifier.storedKey(), authMessage);
        boolean proves = last.proof().length == clientSignature.length
                && ScramFunctions.verifyClientProof(MECHANISM, last.proof(), verifier.storedKey(), authMessage);
        byte[] signature = ScramFunctions.serverSignature(MECHANISM, verifier.serverKey(), authMessage);
        if (!answersThis || !proves) {
            throw DeniedException.login();
        }
        return "v=" + Base64.getEncoder().encodeToString(signature);
    }

    private static boolean constantTimeEquals(String one, String other) {
        return MessageDigest.isEqual(bytes(one), bytes(other));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

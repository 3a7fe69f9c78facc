package dev.netkit.discovery;

import dev.netkit.common.message.Envelope;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A number that is used once: a question has it in {@code args}, and whoever answers repeats it there, so that an answer
 * to somebody else's question is not taken for one to this. A peer that knows nothing of it says something else in
 * {@code args}, mostly nothing.
 *
 * @param args what the question has there
 */
public record Nonce(String args) {
    private static final String MARK = "nonce ";
    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile(MARK + "[A-Za-z0-9+/]{22}==");

    /** What an answer is worth. */
    public enum Freshness {
        /** It was made for this question. */
        FRESH,
        /** It was made within the life of a token, perhaps for another question, by a peer that knows no nonce. */
        UNPROVEN,
        /** It was made for another question. */
        REPLAYED
    }

    public static Nonce next(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Nonce(MARK + Base64.getEncoder().encodeToString(bytes));
    }

    /** What is said in {@code args} to a question that has this there: the nonce once more, to all else nothing. */
    static String repeated(String args) {
        return FORM.matcher(args).matches() ? args : "";
    }

    public Freshness of(Envelope answer) {
        if (answer.args().equals(args)) {
            return Freshness.FRESH;
        }
        return answer.args().startsWith(MARK) ? Freshness.REPLAYED : Freshness.UNPROVEN;
    }
}

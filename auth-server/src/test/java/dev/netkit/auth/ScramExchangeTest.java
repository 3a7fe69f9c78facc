package dev.netkit.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import dev.netkit.auth.account.Verifier;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of RFC 7677, section 3, and what differs from it by a little. */
class ScramExchangeTest {
    private static final String CLIENT_FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String CLIENT_FINAL = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private static ScramExchange exchange() throws DeniedException {
        byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
        ScramMechanism mechanism = ScramMechanism.SCRAM_SHA_256;
        byte[] salted = ScramFunctions.saltedPassword(
                mechanism, StringPreparation.NO_PREPARATION, "pencil".toCharArray(), salt, 4096);
        byte[] storedKey = ScramFunctions.storedKey(mechanism, ScramFunctions.clientKey(mechanism, salted));
        Verifier verifier = new Verifier(salt, 4096, storedKey, ScramFunctions.serverKey(mechanism, salted));
        return new ScramExchange(ScramMessages.first(CLIENT_FIRST), verifier, SERVER_NONCE);
    }

    @Test
    void exampleOfTheSpecificationIsReproduced() throws DeniedException {
        ScramExchange exchange = exchange();
        assertThat(exchange.serverFirst()).isEqualTo(SERVER_FIRST);
        assertThat(exchange.serverFinal(ScramMessages.last(CLIENT_FINAL))).isEqualTo(SERVER_FINAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k1,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "c=eSws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=eHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,x=1,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzb",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p="
            })
    void anythingElseIsDenied(String last) throws DeniedException {
        ScramExchange exchange = exchange();
        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> exchange.serverFinal(ScramMessages.last(last)))
                .satisfies(denied -> assertThat(denied.code()).isEqualTo("denied"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p=tls-unique,,n=user,r=abc",
                "n,a=admin,n=user,r=abc",
                "n,,m=x,n=user,r=abc",
                "n,,n=user",
                "n,,n=user,r=",
                "n,,n=us=er,r=abc",
                "n,,n=us=2cer,r=abc",
                "n,,n=user,r=a b",
                "x,,n=user,r=abc",
                "n=user,r=abc",
                "",
                ",,,,,",
                "n,,n=us\0er,r=abc"
            })
    void firstMessageThatIsNoneOrAsksForMoreIsRefused(String first) {
        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> ScramMessages.first(first))
                .satisfies(denied -> assertThat(denied.code()).isIn("bad-scram", "not-allowed"));
    }

    @Test
    void longMessageIsRefusedBeforeItIsTakenApart() {
        assertThatExceptionOfType(DeniedException.class)
                .isThrownBy(() -> ScramMessages.first("n,,n=" + "x".repeat(10_000) + ",r=abc"));
    }

    @Test
    void commasAndEqualsSignsInNamesAreEscaped() throws DeniedException {
        ScramMessages.ClientFirst first = ScramMessages.first("y,,n=a=2Cb=3Dc=2C,r=abc,ext=1");
        assertThat(first.username()).isEqualTo("a,b=c,");
        assertThat(first.gs2Header()).isEqualTo("y,,");
        assertThat(first.bare()).isEqualTo("n=a=2Cb=3Dc=2C,r=abc,ext=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "c=biws", "c=biws,r=abc", "c=!,r=abc,p=AAAA", "r=abc,c=biws,p=AAAA", "c=biws,r=abc,p=!"})
    void lastMessageThatIsNoneIsRefused(String last) {
        assertThatExceptionOfType(DeniedException.class).isThrownBy(() -> ScramMessages.last(last));
    }

    @Test
    void proofIsTakenFromTheEndOnly() throws DeniedException {
        ScramMessages.ClientFinal last = ScramMessages.last(CLIENT_FINAL);
        assertThat(last.withoutProof() + ",p=" + Base64.getEncoder().encodeToString(last.proof()))
                .isEqualTo(CLIENT_FINAL);
        assertThat(last.binding().getBytes(UTF_8)).isEqualTo("n,,".getBytes(UTF_8));
    }
}

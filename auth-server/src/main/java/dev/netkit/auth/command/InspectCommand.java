package dev.netkit.auth.command;

import dev.netkit.auth.AuthClient;
import dev.netkit.auth.KeptSession;
import dev.netkit.auth.LoginListener.Step;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.SafeText;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netkit auth inspect}. */
@Command(
        name = "inspect",
        description = {
            "Logs in, shows each message of SCRAM with what its parts mean, and logs out.",
            "The password is not in any of them."
        },
        footer = {"", "Example:", "  netkit auth inspect localhost ann"})
public final class InspectCommand extends NamedAuthCall {
    private static final Map<Step, String> TITLES = Map.of(
            Step.CLIENT_FIRST, "1. the client begins",
            Step.SERVER_FIRST, "2. the server's challenge",
            Step.CLIENT_FINAL, "3. the client's proof",
            Step.SERVER_FINAL, "4. the server's proof");

    /** By what stands before the equals sign; the attributes of RFC 5802, section 5.1. */
    private static final Map<String, String> MEANINGS = Map.of(
            "n", "the name of the account",
            "r", "random, from the client and then also from the server: no answer is good twice",
            "s", "the account's salt: the same password elsewhere gives other keys",
            "i", "iterations of PBKDF2: what each guess of the password costs",
            "c", "the header again, in base64: nobody has changed it on the way",
            "p", "ClientKey XOR HMAC(StoredKey, all messages): needs the password, and does not tell it",
            "v", "HMAC(ServerKey, all messages): only who has the account's verifier can make it");

    @Mixin
    private PasswordOptions password;

    private char[] typed;

    public InspectCommand(CommandContext context) {
        super(context);
    }

    @Override
    void prepare() throws IOException {
        typed = password.ask(console(), "Password for " + SafeText.escape(username()));
    }

    @Override
    void run(AuthClient client, KeptSession kept) throws IOException {
        AuthClient.Session session = client.login(username(), typed, this::show);
        client.logout(session.token(), false);
        console().print("logged in as " + SafeText.escape(session.username()) + ", and out again");
    }

    private void show(Step step, String message) throws IOException {
        console().print(TITLES.get(step) + ": " + SafeText.escape(message));
        for (String part : message.split(",", -1)) {
            explain(part);
        }
    }

    private void explain(String part) throws IOException {
        int equals = part.indexOf('=');
        if (equals > 0 && MEANINGS.containsKey(part.substring(0, equals))) {
            console()
                    .print("     " + SafeText.escape(part.substring(0, equals + 1)) + "  "
                            + MEANINGS.get(part.substring(0, equals)));
        } else if (part.equals("n") || part.equals("y")) {
            console().print("     " + part + ",, no binding to a TLS channel, and no other identity");
        }
    }
}

package dev.netkit.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.client.dialect.DialectName;
import dev.netkit.chat.client.dialect.Speech;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that speaks TLS, or does not, where it should not, or should. */
class WebSocketTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static SSLContext tls;

    /** With a certificate that nobody has signed. */
    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("server.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString());
        assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor())
                .isZero();
        tls = context(store);
    }

    private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static ServerSocket plain() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static ServerSocket sealed() throws IOException {
        return tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** What becomes of a client of that one, which reads a little, answers with that, and closes. */
    private static Failure failure(String scheme, ServerSocket server, String answer) throws IOException {
        Thread serving = new Thread(() -> serve(server, answer));
        serving.setDaemon(true);
        serving.start();
        Endpoint endpoint = new Endpoint("127.0.0.1", server.getLocalPort());
        URI uri = URI.create(scheme + "://" + endpoint + "/ws");
        Speech speech = new Speech(DialectName.NATIVE, FrameEncoding.ASCII, FrameEncoding.DEFAULT_LIMIT, List.of());
        ClientSettings settings = new ClientSettings(
                endpoint, Optional.of(uri), "ann", "lobby", speech, Backlog.NONE, RunningClient.PATIENT);
        try (server;
                RunningClient ann = RunningClient.with(settings)) {
            return Failure.of(ann.end());
        }
    }

    /** Again and again, because a client may try again by itself. */
    private static void serve(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (Socket peer = server.accept()) {
                peer.getInputStream().read();
                peer.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The client does not like what it sees, or the test is over.
            }
        }
    }

    @Test
    void aCertificateThatNobodySignedIsOneClearLine() throws IOException {
        Failure failure = failure("wss", sealed(), "");
        assertThat(failure.exitCode()).isEqualTo(ExitCode.PROTOCOL);
        assertThat(failure.message())
                .contains("nobody whom this computer trusts", "trustStore")
                .hasLineCount(1);
    }

    @Test
    void whoAnswersTlsWithSomethingElseMayNotSpeakIt() throws IOException {
        Failure failure = failure("wss", plain(), "220 mail.example.org ESMTP\r\n");
        assertThat(failure.exitCode()).isEqualTo(ExitCode.NETWORK);
        assertThat(failure.message()).contains("if it speaks no TLS", "ws://").hasLineCount(1);
    }

    @Test
    void whoClosesOnTlsMayNotSpeakIt() throws IOException {
        Failure failure = failure("wss", plain(), "");
        assertThat(failure.exitCode()).isEqualTo(ExitCode.NETWORK);
        assertThat(failure.message()).contains("if it speaks no TLS", "ws://");
    }

    @Test
    void whoClosesWithoutTlsMaySpeakIt() throws IOException {
        Failure failure = failure("ws", plain(), "");
        assertThat(failure.exitCode()).isEqualTo(ExitCode.NETWORK);
        assertThat(failure.message()).contains("if it speaks TLS", "wss://");
    }
}

package dev.netkit.chat.client.line;

import dev.netkit.common.net.ConnectFailedException;
import dev.netkit.common.net.Endpoint;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why no WebSocket has come about, in words. What may be better the next time is no {@link ProtocolException}. */
final class WebSocketTrouble {
    private WebSocketTrouble() {}

    static IOException explained(Throwable e, URI uri, Endpoint server) {
        if (e instanceof WebSocketHandshakeException handshake) {
            return refused(handshake.getResponse().statusCode(), uri);
        }
        if (e instanceof HttpTimeoutException) {
            return new ConnectFailedException(server, new SocketTimeoutException());
        }
        if (e instanceof ConnectException) {
            return new ConnectFailedException(server, new IOException(words(e, "Connection refused")));
        }
        Optional<Throwable> certificate =
                causes(e).filter(CertificateException.class::isInstance).findFirst();
        if (certificate.isPresent()) {
            return new ProtocolException(untrusted(certificate.get(), server));
        }
        if (has(e, EOFException.class) || has(e, SSLException.class)) {
            return new IOException("no handshake with " + server + "; " + otherScheme(uri), e);
        }
        return has(e, ProtocolException.class)
                ? new ProtocolException(
                        "who listens at " + server + " does not speak WebSocket (" + words(e, e.toString()) + ")")
                : new IOException("no handshake with " + server + ": " + words(e, e.toString()), e);
    }

    private static String untrusted(Throwable certificate, Endpoint server) {
        return has(certificate, CertPathBuilderException.class)
                ? "nobody whom this computer trusts has signed the certificate of " + server
                        + "; NETKIT_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE says whom to trust"
                : "the certificate of " + server + " is not right: " + words(certificate, certificate.toString());
    }

    private static String otherScheme(URI uri) {
        return uri.getScheme().equals("wss")
                ? "if it speaks no TLS, its address begins with ws://"
                : "if it speaks TLS, its address begins with wss://";
    }

    private static boolean has(Throwable e, Class<? extends Throwable> kind) {
        return causes(e).anyMatch(kind::isInstance);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause);
    }

    private static String words(Throwable e, String otherwise) {
        return Optional.ofNullable(e.getMessage()).orElse(otherwise);
    }

    private static IOException refused(int status, URI uri) {
        String what = switch (status) {
            case 403 -> "it does not let us in";
            case 404 -> "there is no WebSocket at " + path(uri) + "; netkit's is at /ws";
            case 426 -> "it wants another version of WebSocket";
            default -> "it does not speak WebSocket at " + path(uri);
        };
        String message = "the server answers " + status + ": " + what;
        return status >= 500 ? new IOException(message) : new ProtocolException(message);
    }

    private static String path(URI uri) {
        return Optional.ofNullable(uri.getPath())
                .filter(path -> !path.isEmpty())
                .orElse("/");
    }
}

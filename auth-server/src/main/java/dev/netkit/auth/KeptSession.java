package dev.netkit.auth;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a client keeps its session at a server between two commands: a file of its owner's alone. */
public final class KeptSession {
    private static final MessageCodec<Content> CODEC = MessageCodec.of(Content.class);

    private final SecretFile file;

    /** What is in the file. */
    private sealed interface Content {
        @JsonTypeName("session")
        record Token(String token, String username) implements Content {}
    }

    /** The session at that server, in a folder for sessions. */
    public KeptSession(Path folder, Endpoint server) {
        String name = server.toString().replaceAll("[^A-Za-z0-9.-]", "_");
        this.file = new SecretFile(folder.resolve(name + ".json"));
    }

    /** The token that was kept last, if it is still kept. */
    public Optional<String> token() throws IOException {
        try {
            return Optional.of(((Content.Token) CODEC.decode(Files.readAllBytes(file.path()))).token());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (ProtocolException e) {
            return Optional.empty(); // not what this program has written: as good as none
        }
    }

    public void keep(AuthClient.Session session) throws IOException {
        SecretFile.createFolder(file.path().getParent());
        file.replace(CODEC.encode(new Content.Token(session.token(), session.username())));
    }

    public void forget() throws IOException {
        Files.deleteIfExists(file.path());
    }
}

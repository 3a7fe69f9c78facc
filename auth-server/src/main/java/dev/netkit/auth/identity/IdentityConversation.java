package dev.netkit.auth.identity;

import dev.netkit.auth.identity.ClientMessage.Name;
import dev.netkit.auth.identity.ServerMessage.Welcome;
import dev.netkit.auth.identity.ServerMessage.Who;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ServiceEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.util.Optional;

/** The server's side of one connection: a greeting, or the question for a name until there is one. */
final class IdentityConversation {
    private final Connection connection;
    private final MessageChannel<ClientMessage, ServerMessage> channel;
    private final IdentityService service;
    private final InetAddress address;

    IdentityConversation(
            Connection connection, MessageChannel<ClientMessage, ServerMessage> channel, IdentityService service) {
        this.connection = connection;
        this.channel = channel;
        this.service = service;
        this.address = connection.peer().getAddress();
    }

    /** Something to be done with the book. */
    private interface Lookup<T> {
        T run() throws IOException;
    }

    /** Blocks until the client has left. */
    void run() throws IOException {
        Optional<Optional<String>> known = asked(() -> service.book().nameOf(address));
        if (known.isEmpty()) {
            return;
        }
        if (known.get().isPresent()) {
            greet(known.get().get(), false);
        } else {
            channel.send(new Who());
        }
        boolean goesOn = true;
        while (goesOn) {
            goesOn = hear();
        }
    }

    /** Hears one message; false when there will be no other. */
    private boolean hear() throws IOException {
        try {
            Optional<ClientMessage> message = channel.receive();
            return message.isPresent() && learn((Name) message.get());
        } catch (ProtocolException e) {
            if (channel.refuse(e)) {
                return true;
            }
            throw e;
        }
    }

    private boolean learn(Name message) throws IOException {
        PersonName name;
        try {
            name = PersonName.parse(message.name());
        } catch (IllegalArgumentException e) {
            channel.refuse("bad-name", e.getMessage());
            return true;
        }
        if (!service.newcomers().take(address)) {
            channel.refuse("too-many", "too many new names from this address: try again in a moment");
            return true;
        }
        Optional<Boolean> isNew = asked(() -> service.book().rememberFirst(address, name));
        if (isNew.isPresent() && isNew.get()) {
            greet(name.text(), true);
        } else if (isNew.isPresent()) {
            channel.refuse("not-allowed", "this address has a name already");
        }
        return isNew.isPresent();
    }

    private void greet(String name, boolean isNew) throws IOException {
        channel.send(new Welcome(name, isNew ? Optional.of(true) : Optional.empty()));
        service.listener().on(new IdentityEvent(connection.peer(), name, isNew));
    }

    /** What the book says; nothing if it fails, which is then told to both sides. */
    private <T> Optional<T> asked(Lookup<T> lookup) throws IOException {
        try {
            return Optional.of(lookup.run());
        } catch (IOException e) {
            connection.listener().on(ServiceEvent.Problem.of("the names cannot be used", e));
            channel.refuse("unavailable", "names cannot be looked up just now");
            return Optional.empty();
        }
    }
}

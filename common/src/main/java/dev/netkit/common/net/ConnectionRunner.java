package dev.netkit.common.net;

import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the handler on a connection, and sorts what it throws by whose fault it was. */
final class ConnectionRunner {
    /** Held apart, so that logging is not even set up before there is something to log. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(TcpServer.class);
    }

    private final ConnectionHandler handler;

    ConnectionRunner(ConnectionHandler handler) {
        this.handler = handler;
    }

    /** Blocks until the conversation is over, closes the connection, and tells and returns how it ended; never throws. */
    EndReason run(Connection connection) {
        EndReason reason = EndReason.INTERNAL_ERROR;
        Optional<String> why = Optional.empty();
        try {
            handler.handle(connection);
            reason = connection.cutReason().orElse(whoLeft(connection));
        } catch (IOException e) {
            reason = connection.cutReason().orElse(blame(e));
            // What the handler saw of a connection that this side cut is our own doing.
            why = connection.cutReason().isPresent() ? Optional.empty() : Optional.ofNullable(e.getMessage());
        } catch (RuntimeException | Error e) {
            why = Optional.of(e.toString());
            Log.LOG.error("{}: {}", connection.peer(), e.toString(), e);
        } finally {
            connection.close();
            told(connection, reason, why);
        }
        return reason;
    }

    private static EndReason whoLeft(Connection connection) {
        return connection.inputEnded() ? EndReason.PEER_CLOSED : EndReason.CLOSED;
    }

    private static EndReason blame(IOException e) {
        return e instanceof ProtocolException ? EndReason.PROTOCOL_ERROR : EndReason.CONNECTION_LOST;
    }

    private static void told(Connection connection, EndReason reason, Optional<String> why) {
        ServiceListener listener = connection.listener();
        if (listener.wants(Detail.ACTIVITY)) {
            listener.on(new ServiceEvent.Disconnected(
                    connection.peer(), connection.received(), connection.sent(), reason, why));
        }
    }
}

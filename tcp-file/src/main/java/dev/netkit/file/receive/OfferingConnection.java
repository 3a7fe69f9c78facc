package dev.netkit.file.receive;

import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import dev.netkit.file.Protocol;
import java.net.InetAddress;

/** A connection as those see it who decide about files. */
record OfferingConnection(Connection connection) implements Offerer {
    @Override
    public InetAddress address() {
        return connection.peer().getAddress();
    }

    @Override
    public boolean isSilent() {
        return connection.isSilentFor(Protocol.SILENCE);
    }

    @Override
    public void supersede() {
        connection.cut(EndReason.SUPERSEDED);
    }
}

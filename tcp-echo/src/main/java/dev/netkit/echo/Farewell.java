package dev.netkit.echo;

import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells that this side has disconnected: once, however often it is closed and by whichever thread. */
final class Farewell {
    private final AtomicBoolean said = new AtomicBoolean();

    void say(ServiceListener listener, InetSocketAddress peer, long received, long sent) {
        if (said.compareAndSet(false, true) && listener.wants(Detail.ACTIVITY)) {
            listener.on(new ServiceEvent.Disconnected(peer, received, sent, EndReason.CLOSED, Optional.empty()));
        }
    }
}

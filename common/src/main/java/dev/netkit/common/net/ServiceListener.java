package dev.netkit.common.net;

import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.net.InetSocketAddress;

/** Is told what a service does, by many threads at once, and must not block for long or throw. */
public interface ServiceListener {
    /** Whether events of this detail are wanted; an event that is not need not even be made. */
    boolean wants(Detail detail);

    void on(ServiceEvent event);

    /** Where a service of that name puts the figures that its events do not tell. */
    default ServiceMeter meter(String service) {
        return ServiceMeter.NONE;
    }

    /** Tells of a frame or a portion with its bytes, if that is wanted; {@code bytes} must not change afterwards. */
    default void trace(InetSocketAddress peer, Direction direction, String annotation, byte[] bytes) {
        if (wants(Detail.TRACE)) {
            on(new ServiceEvent.Traced(peer, direction, annotation, bytes));
        }
    }

    /** Hears nothing. */
    ServiceListener NONE = new ServiceListener() {
        @Override
        public boolean wants(Detail detail) {
            return false;
        }

        @Override
        public void on(ServiceEvent event) {}
    };
}

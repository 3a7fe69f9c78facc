package dev.netkit.file;

import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import java.util.function.LongConsumer;

/**
 * Passes events on, but not that of each portion of data, because a large file has ten thousand; of those that are sent
 * only the bytes are counted.
 */
record WithoutPortions(ServiceListener listener, LongConsumer sent) implements ServiceListener {
    WithoutPortions(ServiceListener listener) {
        this(listener, bytes -> {});
    }

    @Override
    public boolean wants(Detail detail) {
        return detail == Detail.ACTIVITY || listener.wants(detail);
    }

    @Override
    public void on(ServiceEvent event) {
        if (event instanceof ServiceEvent.Sent portion) {
            sent.accept(portion.bytes());
        } else if (!(event instanceof ServiceEvent.Received)) {
            listener.on(event);
        }
    }
}

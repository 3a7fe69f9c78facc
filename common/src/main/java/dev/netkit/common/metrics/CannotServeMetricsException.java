package dev.netkit.common.metrics;

import dev.netkit.common.net.CannotListenException;
import java.io.IOException;

/** The port for the metrics cannot be had. */
public final class CannotServeMetricsException extends IOException {
    private static final long serialVersionUID = 1L;

    public CannotServeMetricsException(CannotListenException cause) {
        super("cannot serve metrics: " + cause.getMessage(), cause);
    }
}

package dev.netkit.file.receive;

import java.net.InetAddress;

/** Who offers files on one connection. */
interface Offerer {
    InetAddress address();

    /** Whether nothing has come from it for so long, although something should, that it may well be gone. */
    boolean isSilent();

    /** Ends its connection: it has come back on another one. */
    void supersede();
}

package dev.netkit.chat.client.dialect;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.framing.FrameEncoding;
import java.util.List;

/**
 * How a server is spoken to.
 *
 * @param encoding of the frames, where the dialect has frames
 * @param limit the largest message, in bytes, that is sent or taken, where the dialect has frames
 * @param keys seal every message of the native dialect; none = nothing is sealed
 */
public record Speech(DialectName dialect, FrameEncoding encoding, int limit, List<FernetKey> keys) {
    public Speech {
        keys = List.copyOf(keys);
    }
}

package dev.netkit.file.receive;

import dev.netkit.file.PeerPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where in the inbox a file goes.
 *
 * @param folders what leads there from the inbox's root
 * @param path what the sender calls it
 * @param names what it is called while it is under way
 */
record Destination(InboxFolder inbox, List<String> folders, PeerPath path, PartialNames names) {

    /** Fails if a folder on the way is no folder any more, but a link that somebody has planted meanwhile. */
    void check() throws IOException {
        inbox.folder(folders);
    }

    /** The file with that name in the same folder. */
    Path sibling(PeerPath name) {
        return names.partial().resolveSibling(name.fileName());
    }
}

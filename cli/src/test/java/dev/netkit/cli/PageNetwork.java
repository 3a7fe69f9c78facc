package dev.netkit.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The network that one page is played in. */
interface PageNetwork extends Closeable {
    /** What stands before a command that is to run there, in that folder. */
    List<String> prefix(Path folder);

    /** Something happens that the page's reader only hears of: {@code leave 10.77.0.2}. */
    void happens(String what) throws IOException;
}

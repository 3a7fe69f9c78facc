package dev.netkit.discovery.command;

import dev.netkit.common.cli.GivenOptions;
import dev.netkit.common.cli.UsageException;

/**
 * Which options go together. What a scan is for decides which options mean something: it lists hosts, or says who is missing, or watches, or waits
 * for one port. An option that would do nothing is refused.
 */
record ScanModes(GivenOptions given, boolean hasTargets) {
    private static final String EXPECT = "--expect";
    private static final String MISSING = "--missing";
    private static final String WATCH = "--watch";
    private static final String WAIT_FOR = "--wait-for";
    private static final String UNTIL = "--until";
    private static final String FORMAT = "--format";
    private static final String JSON = "--json";
    private static final String ALL = "--all";
    private static final String BANNER = "--banner";
    private static final String HANDSHAKE = "--handshake";
    private static final String[] FOR_SCANS = {
        EXPECT,
        MISSING,
        WATCH,
        UNTIL,
        FORMAT,
        ALL,
        BANNER,
        HANDSHAKE,
        "--port",
        "--wait",
        "--no-names",
        "--exclude",
        "--interface",
        "--allow-public",
        "--yes"
    };

    /** @throws UsageException if some contradict each other */
    void check() {
        if (given.has(WAIT_FOR)) {
            checkWait();
            return;
        }
        given.refuse("is for --wait-for: --wait says how long a scan waits", "--timeout");
        if (given.has(WATCH)) {
            given.refuse("is not for --watch, which looks at everybody every time", UNTIL, FORMAT, ALL);
            given.refuse("is not for --watch, which never ends", EXPECT, MISSING);
            given.refuse("is not for --watch, which tells of hosts and their ports only", BANNER, HANDSHAKE);
        }
        if (given.has(MISSING)) {
            given.refuse("is not for --missing, which looks at everybody", UNTIL);
            given.refuse("is not for --missing, which prints nothing but who is missing", FORMAT, ALL, BANNER);
        }
        if (given.has(JSON)) {
            given.refuse("says how hosts are shown, and so does --json: choose one", FORMAT);
        }
    }

    private void checkWait() {
        if (hasTargets) {
            throw new UsageException("--wait-for says what to look at, and so does a TARGET: choose one");
        }
        given.refuse("is for a scan, and --wait-for scans nothing", FOR_SCANS);
    }
}

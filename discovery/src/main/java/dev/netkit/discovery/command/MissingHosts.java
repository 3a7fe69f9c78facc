package dev.netkit.discovery.command;

import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.SafeText;
import dev.netkit.discovery.scan.Handshake;
import dev.netkit.discovery.scan.Scan;
import java.io.IOException;
import java.util.List;

/** Says who is not there. */
record MissingHosts(Console console, ExpectOptions expectations, boolean json) {
    /** Blocks until the scan is over; returns the exit code. */
    int print(ScanRun run) throws IOException {
        WantedHosts wanted = expectations.wanted(); // before the scan, which would be in vain without
        HostPrinter silent = HostPrinter.silent();
        Scan.Summary summary = run.run(silent);
        List<String> missing = wanted.missing(silent.found());
        for (String name : missing) {
            console.print(json ? JsonLine.empty().with("missing", name).toString() : SafeText.escape(name));
        }
        if (!run.quiet()) {
            silent.found().stream().flatMap(host -> host.handshake().stream()).forEach(this::tellUnproven);
        }
        return missing.isEmpty() && expectations.isMetBy(summary.up()) ? ExitCode.DONE : ExitCode.NO;
    }

    private void tellUnproven(Handshake one) {
        if (!one.isFresh()) {
            console.say(
                    SafeText.word(one.userID()) + " is unproven, and not counted by that name: it repeats no nonce");
        }
    }
}

package dev.netkit.discovery.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.UsageException;
import dev.netkit.discovery.scan.Change;
import dev.netkit.discovery.scan.Changes;
import dev.netkit.discovery.scan.Presence;
import dev.netkit.discovery.scan.Sighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netkit scan diff}. */
@Command(
        name = "diff",
        description = {
            "Compares two outputs of 'netkit scan --json': who came, who went, who moved, which ports changed.",
            "Exit code 0 if nothing is different, 1 if something is."
        },
        footer = {
            "",
            "Examples:",
            "  netkit scan diff yesterday.json today.json",
            "  netkit scan --json | netkit scan diff yesterday.json -"
        })
public final class ScanDiffCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "a file; - is standard input")
    private String before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "another file; - is standard input")
    private String after;

    @Option(names = "--json", description = "one JSON object a change")
    private boolean json;

    public ScanDiffCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (before.equals(STANDARD_INPUT) && after.equals(STANDARD_INPUT)) {
            throw new UsageException("standard input can only be one of the two");
        }
        try {
            return show(changes(read(before), read(after)));
        } catch (ScanOutput.NoScanException e) {
            context.console().say("netkit: " + SafeText.escape(e.getMessage()));
            return ExitCode.PROTOCOL;
        }
    }

    /** That somebody is up who was only remembered before is no news: it may have been up all the time. */
    private static List<Change> changes(List<Sighting> then, List<Sighting> now) {
        Map<InetAddress, Sighting> remembered = then.stream()
                .filter(sighting -> sighting.presence() == Presence.REMEMBERED)
                .collect(Collectors.toMap(Sighting::address, Function.identity(), (one, other) -> one));
        Changes changes = new Changes(1);
        changes.round(then);
        return changes.round(now).stream()
                .filter(change -> !(change instanceof Change.Up up
                        && Optional.ofNullable(remembered.get(up.host().address()))
                                .filter(up.host()::mayBe)
                                .isPresent()))
                .toList();
    }

    private int show(List<Change> changes) throws IOException {
        for (Change change : changes) {
            context.console()
                    .print(json ? ChangeFormat.json(JsonLine.empty(), change).toString() : ChangeFormat.text(change));
        }
        return changes.isEmpty() ? ExitCode.DONE : ExitCode.NO;
    }

    private List<Sighting> read(String source) throws IOException {
        boolean standard = source.equals(STANDARD_INPUT);
        String name = standard ? "standard input" : source;
        try (BufferedReader lines = standard
                ? new BufferedReader(new InputStreamReader(context.console().in(), UTF_8))
                : Files.newBufferedReader(Path.of(source))) {
            return ScanOutput.read(name, lines);
        } catch (ScanOutput.NoScanException e) {
            throw e;
        } catch (IOException e) {
            throw new LocalFileException("cannot read " + name, e);
        }
    }
}

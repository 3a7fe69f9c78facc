package dev.netkit.file.command;

import dev.netkit.common.cli.AnnounceOptions;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.GivenOptions;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.ListenOptions;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.MetricsOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.cli.SizeConverter;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.metrics.Metrics;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import dev.netkit.file.FileListener;
import dev.netkit.file.receive.FileServer;
import dev.netkit.file.receive.FileServerConfig;
import dev.netkit.file.receive.InboxSettings;
import dev.netkit.file.receive.InboxSettings.OnExists;
import dev.netkit.file.receive.OutputFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code netkit file-server}. */
@Command(
        name = "file-server",
        description = {
            "Receives files into a folder, on port 9091.",
            "A file is seen under its name only when all of it is there, on disk, and verified."
        },
        footer = {
            "",
            "Examples:",
            "  netkit file-server",
            "  netkit file-server --dir homework --allow-ext zip,pdf --max-size 50m"
        })
public final class FileServerCommand implements Callable<Integer> {
    private static final String[] ONLY_FOR_FOLDERS = {
        "--dir", "--on-exists", "--by-peer", "--max-size", "--max-total", "--allow-ext", "--exec", "--receipts"
    };

    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ListenOptions listen;

    @Mixin
    private OutputOptions output;

    @Mixin
    private AnnounceOptions announce;

    @Mixin
    private MetricsOptions metrics;

    @Mixin
    private KeyOptions key;

    @Option(names = "--dir", paramLabel = "DIR", description = "where files go (default: inbox)")
    private Path folder = Path.of("inbox");

    @Option(
            names = "--on-exists",
            paramLabel = "keep|rename|overwrite",
            description = "if another file has the name (default: rename, as in 'report (1).pdf')")
    private OnExists onExists = OnExists.RENAME;

    @Option(names = "--by-peer", description = "a folder for each sender's address")
    private boolean byPeer;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "the largest file (default: no limit)")
    private long maxSize = Long.MAX_VALUE;

    @Option(
            names = "--max-total",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "take so much in all (default: no limit)")
    private long maxTotal = Long.MAX_VALUE;

    @Option(
            names = "--allow-ext",
            paramLabel = "EXT",
            split = ",",
            description = "take only files with these endings, such as pdf,zip")
    private List<String> extensions = List.of();

    @Option(names = "--stdout", description = "one file to standard output instead of a folder, then leave")
    private boolean toStandardOutput;

    @Option(
            names = "--raw",
            description = "take bytes until the end of the stream, as nc sends them: no name, no check")
    private boolean raw;

    @Option(
            names = "--exec",
            paramLabel = "PROGRAM",
            description = "run PROGRAM after each stored file, with its path in NETKIT_FILE; never through a shell")
    private String program;

    @Option(names = "--receipts", paramLabel = "FILE", description = "append a JSON line to FILE for each stored file")
    private Path receipts;

    @Option(names = "--no-verify", description = "store without a digest: faster, and nobody knows if it is right")
    private boolean unverified;

    public FileServerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        checkCombinations();
        if (program != null) {
            new HookProgram(program, System.getenv()).check();
        }
        context.prepare(listen, FileServerConfig.DEFAULT_PORT);
        FileServerConfig config = new FileServerConfig(tcp(), key.sealingKeys(context.console()), raw);
        ServiceOutput events = output.open(context.console());
        try (Metrics metered = metrics.open(events)) {
            FileListener shown = new FileOutput(events);
            FileListener listener = metered.with(shown, registry -> new FileMetrics(registry, shown));
            return toStandardOutput
                    ? serveToOutput(config, events, metered.listener(), listener)
                    : serveToFolder(config, events, metered.listener(), listener);
        }
    }

    private int serveToFolder(
            FileServerConfig config, ServiceOutput events, ServiceListener metered, FileListener listener)
            throws IOException {
        try (FileListeners listeners = FileListeners.of(listener, program, listen.once(), receipts)) {
            context.serve(announce.on(open(config, metered, listeners), ServiceType.FILE, events), events);
        }
        return ExitCode.DONE;
    }

    private void checkCombinations() {
        if (toStandardOutput && output.json()) {
            throw new UsageException("--stdout is for the file itself, and --json writes there too");
        }
        if (toStandardOutput) {
            new GivenOptions(spec).refuse("is for a folder, and --stdout has none", ONLY_FOR_FOLDERS);
        }
        if (raw && key.isGiven()) {
            throw new UsageException("--raw takes bare bytes, and cannot open sealed ones");
        }
    }

    private TcpServerConfig tcp() {
        TcpServerConfig tcp =
                listen.tcp(FileServerConfig.SERVICE, FileServerConfig.DEFAULT_PORT, FileServerConfig.DEFAULT_IDLE);
        return toStandardOutput ? tcp.withOnce(true) : tcp;
    }

    /** What was written cannot be taken back, so the exit code has to tell whether it was all of it. */
    private int serveToOutput(
            FileServerConfig config, ServiceOutput events, ServiceListener metered, FileListener listener)
            throws IOException {
        OutputFile file = new OutputFile(context.console().outForPeerData(), !unverified && !raw);
        context.serve(announce.on(FileServer.open(config, file, metered, listener), ServiceType.FILE, events), events);
        if (file.failure().isPresent()) {
            throw file.failure().get();
        }
        if (!file.isComplete()) {
            context.console().say("netkit: the file did not come whole");
        }
        return file.isComplete() ? ExitCode.DONE : ExitCode.PROTOCOL;
    }

    private Server open(FileServerConfig config, ServiceListener events, FileListener listener) throws IOException {
        try {
            return FileServer.open(config, inbox(), events, listener);
        } catch (FileSystemException e) {
            throw LocalFileException.ofFolder("cannot use the folder " + folder, e);
        }
    }

    InboxSettings inbox() {
        Set<String> endings = extensions.stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\.", ""))
                .collect(Collectors.toSet());
        return new InboxSettings(folder, onExists, byPeer, maxSize, maxTotal, endings, !unverified && !raw);
    }
}

package dev.netkit.file.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.RemoteOptions;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.cli.SizeConverter;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.WithoutPortions;
import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import dev.netkit.file.receive.FileServerConfig;
import dev.netkit.file.send.FileSender;
import dev.netkit.file.send.Outgoing;
import dev.netkit.file.send.RawSender;
import dev.netkit.file.send.SenderSettings;
import dev.netkit.file.send.UnreadableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netkit send-file}. */
@Command(
        name = "send-file",
        description = {
            "Sends files to a file server, and resumes what was cut off.",
            "FILE is a file, a folder (with -r), or - for standard input (with --name)."
        },
        footer = {
            "",
            "Examples:",
            "  netkit send-file localhost report.pdf",
            "  netkit send-file --find report.pdf",
            "  netkit send-file -r localhost photos --exclude '*.tmp'",
            "  tar c dir | netkit send-file localhost - --name dir.tar"
        })
public final class SendFileCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private RemoteOptions remote;

    @Parameters(index = "1..*", paramLabel = "FILE", description = "what to send")
    private List<String> files = List.of();

    @Option(
            names = {"-r", "--recursive"},
            description = "send folders with what is in them; empty ones and symbolic links are left out")
    private boolean recursive;

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "leave out files and folders of such a name, inside of folders; may be repeated")
    private List<String> exclude = List.of();

    @Option(names = "--name", paramLabel = "NAME", description = "what standard input is called at the server")
    private String name;

    @Option(names = "--dry-run", description = "list what would be sent, and send nothing")
    private boolean dryRun;

    @Option(
            names = "--limit-rate",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "send at most so many bytes a second, such as 5m")
    private long rate;

    @Option(
            names = "--retry",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "when the network or the server goes away, go on trying for so long")
    private Duration retry = Duration.ZERO;

    @Option(names = "--no-verify", description = "send without a digest; the server must have --no-verify too")
    private boolean unverified;

    @Option(names = "--no-progress", description = "no bar on a terminal, but a message for each file")
    private boolean noProgress;

    @Option(names = "--raw", description = "send the bytes of one file and nothing else, as nc does: no name, no check")
    private boolean raw;

    @Mixin
    private KeyOptions key;

    @Mixin
    private OutputOptions output;

    public SendFileCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        files = remote.others(files);
        if (files.isEmpty()) {
            throw new UsageException("which FILE? give files, folders with -r, or - for standard input");
        }
        ServiceOutput events = output.open(context.console());
        FileListener shown = new FileOutput(events);
        Tally tally = new Tally(showsProgress() ? onlyTrouble(shown) : shown);
        List<Outgoing> list = new SendList(
                        recursive, exclude, tally::unreadable, (left, why) -> leftOut(events, left, why))
                .collect(
                        files,
                        raw && files.equals(List.of("-")) ? "standard input" : name,
                        context.console().in());
        if (dryRun) {
            return list(list, tally);
        }
        if (raw) {
            return sendRaw(list, events, tally);
        }
        try {
            send(list, events, tally);
        } finally {
            summarize(events, tally);
        }
        events.check();
        return tally.exitCode();
    }

    private static void leftOut(ServiceOutput events, String name, String why) {
        events.tell(
                Detail.ACTIVITY,
                JsonLine.event("left-out").with("name", name).with("why", why),
                "left out " + SafeText.escape(name) + ": " + why);
    }

    private void send(List<Outgoing> list, ServiceOutput events, Tally tally) throws IOException {
        if (!showsProgress()) {
            new FileSender(settings(), new WithoutPortions(events), tally).send(list);
            return;
        }
        try (TransferProgress progress =
                new TransferProgress(list, context.console().err(), tally)) {
            new FileSender(settings(), progress, progress).send(list);
        }
    }

    private static FileListener onlyTrouble(FileListener shown) {
        return event -> {
            if (event instanceof FileEvent.Failed || event instanceof FileEvent.Skipped) {
                shown.on(event);
            }
        };
    }

    /** A bar takes the place of the messages that would run through it. */
    private boolean showsProgress() {
        return context.console().errIsTerminal() && !noProgress && output.isPlain();
    }

    private int sendRaw(List<Outgoing> list, ServiceOutput events, Tally tally) throws IOException {
        if (list.size() + tally.failed() != 1 || key.isGiven() || !retry.isZero() || rate > 0) {
            throw new UsageException("--raw sends one file, without --key-file, --retry and --limit-rate");
        }
        for (Outgoing file : list) {
            long sent;
            try {
                sent = new RawSender(server(), remote.timeout(), events).send(file);
            } catch (UnreadableException e) {
                tally.unreadable(file.name(), e);
                continue;
            }
            events.tell(
                    Detail.ACTIVITY,
                    JsonLine.event("sent").with("name", file.name()).with("bytes", sent),
                    "sent " + sent + " bytes; nobody says whether they arrived");
        }
        return tally.exitCode();
    }

    private Endpoint server() throws IOException {
        return remote.endpoint(context.console(), ServiceType.FILE, FileServerConfig.DEFAULT_PORT);
    }

    private SenderSettings settings() throws IOException {
        return new SenderSettings(
                server(), remote.timeout(), key.sealingKeys(context.console()), !unverified, rate, retry);
    }

    private int list(List<Outgoing> list, Tally tally) throws IOException {
        for (Outgoing file : list) {
            context.console().print(file.size().map(String::valueOf).orElse("-") + "\t" + SafeText.escape(file.name()));
        }
        return tally.exitCode();
    }

    private void summarize(ServiceOutput events, Tally tally) {
        events.tell(
                Detail.ACTIVITY,
                JsonLine.event("summary")
                        .with("stored", tally.stored())
                        .with("skipped", tally.skipped())
                        .with("failed", tally.failed())
                        .with("bytes", tally.bytes()),
                tally.stored() + " stored (" + tally.bytes() + " bytes), " + tally.skipped() + " skipped, "
                        + tally.failed() + " failed");
    }
}

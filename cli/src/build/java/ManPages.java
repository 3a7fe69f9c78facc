import dev.netkit.cli.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes the manual's pages as AsciiDoc into a folder, one for each command: what picocli's generator makes of it, then
 * the examples of its help and what else there is to read. Not part of the program; scripts/package runs it.
 */
public final class ManPages {
    private static final List<List<String>> RELATED = List.of(
            List.of("echo-server", "echo", "echo-load"),
            List.of("file-server", "send-file"),
            List.of("id-server", "identify"),
            List.of("auth-server", "auth"),
            List.of("chat-server", "chat"),
            List.of("beacon", "discover", "scan", "wake"),
            List.of("key", "encrypt", "decrypt", "token"));

    /** What AsciiDoc would take for markup, and its own names for it. */
    private static final Map<String, String> PLAIN = Map.of(
            "*", "{asterisk}",
            "_", "{underscore}",
            "~", "{tilde}",
            "^", "{caret}",
            "`", "{backtick}",
            "<", "{lt}",
            "[", "{startsb}",
            "#", "{number}",
            "...", "{dots}");

    /** A broken synopsis has its breaks within markup; man breaks it again. */
    private static final int UNBROKEN = 10_000;

    /** The generator's bold and italic parts of a synopsis. */
    private static final Pattern PARTS = Pattern.compile("\\*([^*]+)\\*|_([^_]+)_|([^*_]+)");

    private static final String ATTRIBUTES = ":underscore: _\n:number: #\n:dots: ...\n";

    /** What every command looks at; the page of the program has it, and no help. */
    private static final String SURROUNDINGS =
            """

            == Environment

            **NETKIT_**__OPTION__::
            the default of an option: *NETKIT_TIMEOUT=2s* is *--timeout 2s*
            *NETKIT_KEY*::
            a shared Fernet key, where there is no *--key-file*
            *NETKIT_HISTORY=off*::
            keep no list of servers for completion
            *NETKIT_CACHE=off*::
            start without the start-up cache, and make none
            *NETKIT_JAVA_OPTS*::
            more options for the JVM, such as *-Xmx256m*
            *JAVA_HOME*::
            the Java to run on, 17 or newer; without it the newest there is
            *NO_COLOR*::
            print without colours

            == Files

            *~/.config/netkit/config.properties*::
            defaults of options: *timeout=2s*, or *scan.timeout=2s* for one command; the environment goes before
            *~/.local/state/netkit*::
            sessions of *netkit auth*, and the servers that were talked to
            *~/.local/share/netkit*::
            what servers keep, unless they are told where
            *~/.cache/netkit*::
            start-up caches
            """;

    public static void main(String[] args) throws IOException {
        CommandLine root = Program.commands();
        prepare(root.getCommandSpec(), args[1]);
        write(root.getCommandSpec(), Path.of(args[0]));
    }

    /** What a page is found by is one sentence without its end, as in the lists of whatis. */
    private static void prepare(CommandSpec spec, String version) {
        String description = String.join(" ", spec.usageMessage().description());
        spec.version("netkit " + version);
        spec.usageMessage()
                .width(UNBROKEN)
                .header(description.split("[.:;]( |$)")[0])
                .exitCodeListHeading("Exit status");
        spec.subcommands().values().forEach(line -> prepare(line.getCommandSpec(), version));
    }

    private static void write(CommandSpec spec, Path folder) throws IOException {
        Files.writeString(folder.resolve(name(spec) + ".adoc"), page(spec));
        for (CommandLine line : spec.subcommands().values()) {
            write(line.getCommandSpec(), folder);
        }
    }

    private static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    private static String page(CommandSpec spec) {
        List<String> footer = List.of(spec.usageMessage().footer());
        StringWriter page = new StringWriter();
        ManPageGenerator.writeSingleManPage(new PrintWriter(page, true), spec);
        String ofProgram = spec.parent() == null ? SURROUNDINGS : "";
        return ATTRIBUTES + escaped(page.toString()) + footer(footer) + ofProgram + seeAlso(spec);
    }

    /** The generator passes a command's own words on as they are, and makes a paragraph of each line of an option's. */
    private static String escaped(String page) {
        StringBuilder text = new StringBuilder();
        boolean inSynopsis = false;
        for (String line : page.lines().toList()) {
            inSynopsis = line.startsWith("== ") ? line.equals("== Synopsis") : inSynopsis;
            if (line.equals("+")) {
                continue;
            }
            boolean isMarkup = line.endsWith("::") || line.matches("[=:/].*");
            text.append(isMarkup ? line : inSynopsis ? synopsis(line) : plain(line.strip())).append('\n');
        }
        return text.toString();
    }

    /** What is bold or italic may stand anywhere, and none of the rest is markup. */
    private static String synopsis(String line) {
        return PARTS.matcher(line).replaceAll(part -> Matcher.quoteReplacement(
                part.group(1) != null ? "**" + plain(part.group(1)) + "**"
                        : part.group(2) != null ? "__" + plain(part.group(2)) + "__"
                        : plain(part.group(3))));
    }

    private static String plain(String line) {
        String plain = line;
        for (Map.Entry<String, String> word : PLAIN.entrySet()) {
            plain = plain.replace(word.getKey(), word.getValue());
        }
        return plain.replaceAll("(?<=\\w)'(?=\\w)", "\\\\'"); // or it becomes typographic
    }

    /** Indented lines are commands; the others are said about them, or before the examples about the command itself. */
    private static String footer(List<String> lines) {
        StringBuilder text = new StringBuilder();
        boolean wasCommand = false;
        for (String line : lines) {
            boolean isCommand = line.startsWith("  ");
            if (isCommand != wasCommand) {
                text.append("....\n");
            }
            if (line.matches("Examples?:")) {
                text.append("\n== Examples\n\n");
            } else {
                text.append(isCommand ? line.strip() : plain(line)).append('\n');
            }
            wasCommand = isCommand;
        }
        String body = text + (wasCommand ? "....\n" : "");
        return body.isBlank() || body.strip().startsWith("==") ? body : "\n== Notes\n\n" + body.strip() + "\n";
    }

    private static String seeAlso(CommandSpec spec) {
        Stream<String> parents = Stream.ofNullable(spec.parent()).map(ManPages::name);
        Stream<String> children = spec.subcommands().values().stream().map(line -> name(line.getCommandSpec()));
        Stream<String> related = RELATED.stream()
                .filter(group -> group.contains(spec.name()))
                .flatMap(List::stream)
                .filter(name -> !name.equals(spec.name()))
                .map(name -> "netkit-" + name);
        return "\n== See also\n\n"
                + Stream.of(parents, children, related)
                        .flatMap(names -> names)
                        .map(name -> "*" + name + "*(1)")
                        .collect(Collectors.joining(", "))
                + "\n";
    }
}

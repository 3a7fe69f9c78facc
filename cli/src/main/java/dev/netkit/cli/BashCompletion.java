package dev.netkit.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;

/** A completion function for bash: picocli's, and where it has nothing to say the hosts of {@link HostHistory}. */
final class BashCompletion {
    /** bash ends words at colons, too, and wants only what comes after the last one. */
    private static final String HOSTS = """

            function _complete_netkit_hosts() {
              _complete_netkit "$@"
              local file=${XDG_STATE_HOME:-$HOME/.local/state}/netkit/hosts
              local line=${COMP_LINE:0:COMP_POINT} host
              local word=${line##* }
              if [[ ${#COMPREPLY[@]} -eq 0 && -r $file && $line =~ ^[^\\ ]+\\ +(@CLIENTS@)(\\ +-[^\\ ]*)*\\ +([^-\\ ][^\\ ]*)?$ ]]; then
                local before_colon=${word%"${word##*:}"}
                while IFS= read -r host; do
                  [[ $host == "$word"* ]] && COMPREPLY+=("${host#"$before_colon"}")
                done <"$file"
              fi
            }
            complete -F _complete_netkit_hosts -o default netkit
            """;

    private BashCompletion() {}

    static String of(CommandLine root) {
        String clients = clients(root, "").collect(Collectors.joining("|"));
        return AutoComplete.bash("netkit", root).stripTrailing() + "\n" + HOSTS.replace("@CLIENTS@", clients);
    }

    /** Who has a server for a first argument, with a command below a command as in {@code auth\ +login}. */
    private static Stream<String> clients(CommandLine line, String path) {
        return line.getSubcommands().values().stream().flatMap(below -> {
            String name = path + below.getCommandName();
            boolean isClient = below.getCommandSpec().positionalParameters().stream()
                    .anyMatch(parameter -> parameter.paramLabel().startsWith("HOST"));
            return Stream.concat(isClient ? Stream.of(name) : Stream.empty(), clients(below, name + "\\ +"));
        });
    }
}

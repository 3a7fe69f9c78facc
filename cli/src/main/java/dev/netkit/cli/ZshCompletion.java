package dev.netkit.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A completion function for zsh, as its manual's "Completion System" describes them, from the program's model. */
final class ZshCompletion {
    private ZshCompletion() {}

    static String of(CommandLine root) {
        String commands = root.getSubcommands().values().stream()
                .map(line -> "    " + quoted(line.getCommandName() + ":" + description(line)))
                .collect(Collectors.joining("\n"));
        String cases = root.getSubcommands().values().stream()
                .map(ZshCompletion::caseOf)
                .collect(Collectors.joining("\n"));
        return """
                #compdef netkit
                _netkit_hosts() {
                  local file=${XDG_STATE_HOME:-$HOME/.local/state}/netkit/hosts
                  local -a hosts
                  [[ -r $file ]] && hosts=(${(f)"$(<$file)"})
                  compadd -a hosts
                }
                local -a commands
                commands=(
                %s
                )
                if (( CURRENT == 2 )); then
                  _describe command commands
                  return
                fi
                local command=$words[2]
                shift words
                (( CURRENT-- ))
                case $command in
                %s
                esac
                """.formatted(commands, cases);
    }

    private static String caseOf(CommandLine line) {
        String options = line.getCommandSpec().options().stream()
                .map(option -> " \\\n      " + argument(option))
                .collect(Collectors.joining());
        return "  " + line.getCommandName() + ")\n    _arguments -s" + options + server(line)
                + " \\\n      '*:: :_default' ;;";
    }

    private static String server(CommandLine line) {
        boolean isClient = line.getCommandSpec().positionalParameters().stream()
                .anyMatch(parameter -> parameter.paramLabel().startsWith("HOST"));
        return isClient ? " \\\n      '1:server:_netkit_hosts'" : "";
    }

    /** One option in the language of _arguments: names that exclude each other, explanation, and its value. */
    private static String argument(OptionSpec option) {
        List<String> names = List.of(option.names());
        String explained = quoted("[" + bracketFree(String.join(" ", option.description())) + "]" + value(option));
        return names.size() == 1
                ? names.get(0) + explained
                : quoted("(" + String.join(" ", names) + ")") + "{" + String.join(",", names) + "}" + explained;
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        String action = option.paramLabel().equals("FILE") ? "_files" : choices(option.paramLabel());
        return ":" + option.paramLabel().replace(":", "") + ":" + action;
    }

    private static String choices(String label) {
        return label.contains("|") ? "(" + label.replace('|', ' ') + ")" : "";
    }

    private static String description(CommandLine line) {
        String[] text = line.getCommandSpec().usageMessage().description();
        return text.length == 0 ? "" : text[0];
    }

    private static String bracketFree(String text) {
        return text.replace("[", "(").replace("]", ")").replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

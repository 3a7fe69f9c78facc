package dev.netkit.common.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** For an option whose value is optional: only what is attached to it ({@code --find=lab}) is its value, else it is "". */
public final class AttachedValue implements IParameterPreprocessor {
    private static final String NOT_ATTACHED = " ";

    @Override
    public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (NOT_ATTACHED.equals(info.get("separator"))) {
            args.push("");
        }
        return false;
    }
}

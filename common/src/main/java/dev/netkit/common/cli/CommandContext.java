package dev.netkit.common.cli;

/** What every command is given by the program that assembles it. */
public record CommandContext(Console console, StopSignals stopSignals) {}

package dev.netkit.cli;

import java.nio.file.Path;

/** Where the project's own files are, as absolute paths: tests run in the folder of their module. */
final class Project {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path SCRIPTS = ROOT.resolve("scripts");
    static final Path LAUNCHER = SCRIPTS.resolve("netkit");
    static final Path DOCS = ROOT.resolve("docs");

    private Project() {}
}

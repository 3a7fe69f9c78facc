package dev.netkit.cli;

/** The scan's part of the training: in several forms, of ports of this machine that are refused at once. */
final class ScanTraining {
    private ScanTraining() {}

    /** Without names, because a name server may be elsewhere. */
    static void run() {
        Training.silent("").run("scan", "127.0.0.1-2", "-n", "-p", "1,9", "--wait", "400ms");
        Training.silent("").run("scan", "127.0.0.1-2", "-n", "-p", "1,9", "--wait", "400ms", "--json", "--banner");
        Training.silent("").run("scan", "127.0.0.1", "-n", "-p", "1", "--wait", "400ms", "--format", "plain", "-q");
    }
}

package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is too small, mounted for this test where that is allowed. */
@Timeout(120)
class DiskFullIT {
    private static final String SEND = "netkit send-file -q 127.0.0.1:$PORT ";

    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()) == 0;
        assumeTrue(mounted, "a small tmpfs can be mounted by root only");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void bothSidesSayThatTheDiskIsFull() throws Exception {
        Transcript session = Transcript.parse(
                List.of(
                        "& netkit file-server --bind 127.0.0.1 -p 0 -q --dir disk/inbox 2> server.txt",
                        "$ head -c 20000000 /dev/zero > big; " + SEND
                                + "big 2>&1 | grep -c 'big: 20000000 bytes are needed'",
                        "1",
                        "$ cat big | " + SEND + "- --name big 2>&1 | grep -c 'failed big: the disk is full'",
                        "1",
                        "$ grep -c 'failed big: the disk is full' server.txt",
                        "1",
                        "$ " + SEND + "big 2> /dev/null",
                        "[5]",
                        "$ cat big | " + SEND + "- --name big 2> /dev/null",
                        "[5]",
                        "$ ls disk/inbox"),
                1);
        try (TranscriptRunner runner = new TranscriptRunner(folder)) {
            runner.play(session);
        }
    }

    @Test
    void accountsOnAFullDiskAreToldToBeSoAndKept() throws Exception {
        play(
                "& netkit auth-server --bind 127.0.0.1 -p 0 -q --data disk/auth 2> server.txt",
                "$ echo correct horse | netkit auth register -q 127.0.0.1:$PORT ann --password-stdin",
                "registered ann",
                "$ head -c 20000000 /dev/zero > disk/filler 2> /dev/null; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16;"
                        + " do echo correct horse | netkit auth register -q 127.0.0.1:$PORT user$i --password-stdin"
                        + " > /dev/null 2> last || break; done; cat last; grep -c 'the store failed' server.txt",
                "netkit: accounts cannot be reached just now",
                "1",
                "$ rm disk/filler; echo correct horse | netkit auth login -q 127.0.0.1:$PORT ann --password-stdin"
                        + " | cut -d, -f1",
                "ann");
    }

    @Test
    void accountsThatCannotBeWrittenAreFoundOutAtTheStart() throws Exception {
        play(
                "$ mkdir disk/auth; mount -o remount,ro disk; netkit auth-server --data disk/auth 2> said; echo $?;"
                        + " mount -o remount,rw disk; grep -c '^netkit: cannot use' said",
                "5",
                "1",
                "$ netkit auth-server --data disk/auth --rotate-keys; netkit auth-server --data disk/auth user list;"
                        + " mount -o remount,ro disk; netkit auth-server --data disk/auth 2> said; echo $?;"
                        + " mount -o remount,rw disk; grep -c '^netkit: cannot' said",
                "5",
                "1");
    }

    private void play(String... lines) throws Exception {
        try (TranscriptRunner runner = new TranscriptRunner(folder)) {
            runner.play(Transcript.parse(List.of(lines), 1));
        }
    }

    private static int run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}

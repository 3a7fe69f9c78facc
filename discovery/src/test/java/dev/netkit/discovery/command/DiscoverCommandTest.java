package dev.netkit.discovery.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.discovery.RunningBeacon;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DiscoverCommandTest {
    @TempDir
    Path folder;

    private Path key;

    @BeforeEach
    void makeKey() throws IOException {
        key = RunningBeacon.keyFile(folder, RunningBeacon.KEY);
    }

    @Test
    void whoAnswersIsPrintedForAProgram() throws IOException {
        try (RunningBeacon beacon = RunningBeacon.named("lab\u202e 7")) {
            Session session = Session.ofPipes();
            assertThat(ask(session, beacon.udpPort(), "--until", "1", "--wait", "20s"))
                    .isZero();
            assertThat(session.out()).isEqualTo("127.0.0.1\tlab\\u{202e} 7\n");
            assertThat(session.err()).isEqualTo("1 beacon\n");
        }
    }

    @Test
    void whoAnswersIsPrintedForAPerson() throws IOException {
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            Session session = Session.ofTerminal();
            assertThat(ask(session, beacon.udpPort(), "--until", "1", "--wait", "20s", "-q"))
                    .isZero();
            assertThat(session.out()).matches("127\\.0\\.0\\.1 {8}lab-7 {17}\\d+\\.\\d ms\n");
            assertThat(session.err()).isEmpty();
        }
    }

    @Test
    void whoAnswersIsAnObjectALine() throws IOException {
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            Session session = Session.ofPipes();
            assertThat(ask(session, beacon.udpPort(), "--until", "1", "--wait", "20s", "--json"))
                    .isZero();
            assertThat(session.out())
                    .matches("\\{\"address\":\"127.0.0.1\",\"port\":" + beacon.udpPort()
                            + ",\"name\":\"lab-7\",\"rttMillis\":\\d+\\.\\d}\n");
        }
    }

    @Test
    void severalAreFoundUntilTheTimeIsUpEachOnce() throws IOException {
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            Session session = Session.ofPipes();
            assertThat(ask(session, beacon.udpPort(), "--to", "127.0.0.1", "--wait", "300ms"))
                    .isZero();
            assertThat(session.out()).hasLineCount(1);
            assertThat(session.err()).isEqualTo("1 beacon, asked at 2 addresses\n");
        }
    }

    @Test
    void whoHasAnotherKeyIsCountedAndNotFound() throws IOException {
        RunningBeacon.keyFile(folder, FernetKey.generate(new SecureRandom()));
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            Session session = Session.ofPipes();
            assertThat(ask(session, beacon.udpPort(), "--wait", "500ms")).isEqualTo(1);
            assertThat(session.out()).isEmpty();
            assertThat(session.err()).isEqualTo("0 beacons; 1 with another key\n");
        }
    }

    @Test
    void whereNobodyIsTheExitCodeSaysSo() {
        Session session = Session.ofPipes();
        assertThat(ask(session, 9, "--wait", "50ms")).isEqualTo(1);
        assertThat(session.err()).startsWith("0 beacons\n");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(ask(Session.ofPipes(), 0)).isEqualTo(2);
        assertThat(ask(Session.ofPipes(), 9, "--wait", "0")).isEqualTo(2);
        assertThat(ask(Session.ofPipes(), 9, "--wait", "2h")).isEqualTo(2);
        assertThat(ask(Session.ofPipes(), 9, "--until", "0")).isEqualTo(2);
    }

    private int ask(Session session, int port, String... more) {
        List<String> args = new ArrayList<>(
                List.of("--to", "127.0.0.1", "--udp-port", String.valueOf(port), "--key-file", key.toString()));
        args.addAll(List.of(more));
        return session.run(DiscoverCommand::new, args.toArray(String[]::new));
    }
}

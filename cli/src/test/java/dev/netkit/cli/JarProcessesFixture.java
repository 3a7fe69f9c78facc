package dev.netkit.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For each test a folder, and processes of the real jar that run there. */
abstract class JarProcessesFixture {
    @TempDir
    Path folder;

    JarProcesses processes;

    @BeforeEach
    void chooseFolder() {
        processes = new JarProcesses(folder);
    }

    @AfterEach
    void endProcesses() {
        processes.close();
    }
}

package dev.netkit.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A phone's and a computer's browser for all tests of a class, and for each test a folder with the program's processes. */
abstract class TwoWindows {
    static BrowserWindow phone;
    static BrowserWindow desktop;

    @TempDir
    Path folder;

    JarProcesses processes;

    @BeforeAll
    static void openWindows() {
        phone = BrowserWindow.open(BrowserWindow.Size.PHONE);
        desktop = BrowserWindow.open(BrowserWindow.Size.DESKTOP);
    }

    @AfterAll
    static void closeWindows() {
        for (BrowserWindow window : new BrowserWindow[] {phone, desktop}) {
            if (window != null) {
                window.close();
            }
        }
    }

    @BeforeEach
    void chooseFolder() {
        processes = new JarProcesses(folder);
    }

    @AfterEach
    void endProcesses() {
        processes.close();
    }
}

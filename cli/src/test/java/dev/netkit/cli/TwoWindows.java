package dev.netkit.cli;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A phone's and a computer's browser for all tests of a class, and for each test a folder with the program's processes. */
abstract class TwoWindows extends JarProcessesFixture {
    static BrowserWindow phone;
    static BrowserWindow desktop;

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
}

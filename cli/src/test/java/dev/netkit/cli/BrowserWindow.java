package dev.netkit.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A window of a Chromium that nobody sees. Tests that open one are skipped where the machine has none. */
final class BrowserWindow implements AutoCloseable {
    /** In pixels. */
    record Size(int width, int height) {
        static final Size PHONE = new Size(390, 844);
        static final Size DESKTOP = new Size(1280, 800);
    }

    /** It would warn of every browser that is newer than itself; what it misses then is not used here. */
    private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    static {
        VERSIONS.setLevel(Level.SEVERE);
    }

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final ChromeDriver driver;

    private BrowserWindow(ChromeDriver driver) {
        this.driver = driver;
    }

    static BrowserWindow open(Size size) {
        Optional<Path> browser = OtherProgram.find("chromium", "chromium-browser", "google-chrome");
        Optional<Path> remoteControl = OtherProgram.find("chromedriver");
        assumeTrue(
                browser.isPresent() && remoteControl.isPresent(),
                "no chromium and chromedriver on the PATH (on Debian: apt-get install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow().toFile());
        options.addArguments("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars");
        options.addArguments("--no-sandbox"); // needs rights that root and containers lack, and the page is our own
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(remoteControl.orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        BrowserWindow window = new BrowserWindow(new ChromeDriver(service, options));
        window.size(size);
        window.language("en-US");
        return window;
    }

    ChromeDriver driver() {
        return driver;
    }

    private void size(Size size) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        size.width(),
                        "height",
                        size.height(),
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        size.width() < 500));
    }

    void language(String tag) {
        String agent = (String) driver.executeScript("return navigator.userAgent");
        driver.executeCdpCommand("Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", tag));
    }

    void dark(boolean yes) {
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", yes ? "dark" : "light");
        Map<String, String> still = Map.of("name", "prefers-reduced-motion", "value", "reduce");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme, still)));
    }

    /** Into the build's output. */
    void screenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}

package dev.netkit.cli;

import java.io.IOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes the start-up cache for a class that starts the program hundreds of times: where {@code CI} is set the launcher
 * makes none by itself. Where none can be made, the class only takes longer.
 */
final class WarmStart implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Project.LAUNCHER.toString(), "cache", "warm")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.start().waitFor();
    }
}

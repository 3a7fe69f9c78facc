package dev.netkit.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.netkit.common.cli.LogSettings;
import java.nio.charset.StandardCharsets;

/** Sets Logback up when the first line is logged; code instead of XML saves a tenth of a second. */
public final class LogbackConfigurator extends ContextAwareBase implements Configurator {
    /** A message may carry text from a peer, which must not drive the terminal of whoever reads the log. */
    private static final String SAFE_MESSAGE = "%replace(%msg){'[\\p{Cc}\\p{Cf}&&[^\n\t]]','?'}";

    private static final String FILE_PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level " + SAFE_MESSAGE + "%n%ex";
    private static final String SCREEN_PATTERN = "%d{HH:mm:ss.SSS} %-5level " + SAFE_MESSAGE + "%n%ex";

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        OutputStreamAppender<ILoggingEvent> appender =
                LogSettings.file().map(this::toFile).orElseGet(this::toScreen);
        appender.setContext(loggers);
        appender.setName("netkit");
        appender.setEncoder(encoder(loggers, LogSettings.file().isPresent() ? FILE_PATTERN : SCREEN_PATTERN));
        appender.start();
        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        loggers.getLogger("org.sqlite").setLevel(Level.OFF); // it throws the same
        loggers.getLogger("netkit").setLevel(Level.toLevel(LogSettings.level()));
        loggers.getLogger("dev.netkit").setLevel(Level.toLevel(LogSettings.level()));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private OutputStreamAppender<ILoggingEvent> toFile(String path) {
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setFile(path);
        appender.setAppend(true);
        return appender;
    }

    private OutputStreamAppender<ILoggingEvent> toScreen() {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        return appender;
    }

    private static PatternLayoutEncoder encoder(LoggerContext loggers, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }
}

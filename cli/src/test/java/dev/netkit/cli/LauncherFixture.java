package dev.netkit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Copies of {@code scripts/netkit} and {@code scripts/install} beside the real jar, started as a person would, with the
 * real Java where it matters what a JVM makes of its options, and elsewhere with a script that quickly prints them.
 */
abstract class LauncherFixture {
    static final Path JAR = Project.ROOT.resolve("cli/target/netkit.jar");
    static final Path BUILD_ID = Project.ROOT.resolve("cli/target/BUILD_ID");
    static final String REAL_JAVA = System.getProperty("java.home");
    static final String HINT = "        ";
    static final Instant MINUTE_AGO = Instant.now().minusSeconds(60);
    private static final Instant HOUR_AGO = Instant.now().minusSeconds(3600);

    /** A Java that prints its arguments and then its input, and that makes an archive when told to. */
    private static final String FAKE_JAVA = """
            #!/bin/sh
            for argument; do
                case $argument in
                    -XX:ArchiveClassesAtExit=*) echo archive >"${argument#*=}" ;;
                esac
            done
            printf '%s\\n' "$@"
            cat
            """;

    @TempDir
    Path temp;

    Path home;
    Path folder;
    Path jdk17;
    final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeAFolderWithSpaces() throws IOException {
        folder = Files.createDirectories(temp.resolve("a folder of its own"));
        home = Files.createDirectories(folder.resolve("home"));
        jdk17 = fakeJdk("jdk 17", "17.0.9");
        environment.put("HOME", home.toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("JAVA_HOME", jdk17.toString());
        environment.put("CI", "true"); // no start-up cache, but where that is the subject
    }

    LauncherRun runIn(Path workingFolder, Path command, String... arguments) {
        return LauncherRun.of(start(workingFolder, command, arguments), "");
    }

    Process start(Path workingFolder, Path command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(workingFolder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The layout that scripts/install makes. */
    Path install() throws IOException {
        return install(folder.resolve("app"));
    }

    static Path install(Path app) throws IOException {
        Path lib = Files.createDirectories(app.resolve("lib"));
        copyScripts(app.resolve("bin"));
        Files.copy(JAR, lib.resolve("netkit.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(BUILD_ID, lib.resolve("BUILD_ID"), StandardCopyOption.REPLACE_EXISTING);
        setTime(lib.resolve("netkit.jar"), HOUR_AGO);
        return app;
    }

    static Path copyScripts(Path to) throws IOException {
        Files.createDirectories(to);
        for (String script : List.of("netkit", "netkit-upkeep.sh", "install")) {
            Files.copy(
                    Project.SCRIPTS.resolve(script),
                    to.resolve(script),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        return to.resolve("netkit");
    }

    /** A JDK of that version, whose java prints the version first where it is not the default one. */
    Path fakeJdk(String name, String version) throws IOException {
        Path jdk = folder.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(
                jdk.resolve("release"),
                "IMPLEMENTOR=\"nobody\"\nJAVA_RUNTIME_VERSION=\"" + version + "+7\"\nJAVA_VERSION=\"" + version
                        + "\"\n");
        String announced = name.equals("jdk 17") ? FAKE_JAVA : FAKE_JAVA.replaceFirst("\n", "\necho " + version + "\n");
        write(jdk.resolve("bin/java"), announced);
        write(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        return jdk;
    }

    static void setTime(Path file, Instant time) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    static void write(Path script, String text) throws IOException {
        Files.writeString(script, text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static long pidOfTheDead() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    String hostName() {
        return LauncherRun.of(start(folder, Path.of("uname"), "-n"), "").out().strip();
    }
}

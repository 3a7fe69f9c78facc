import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Makes the program's jar from the shaded one: raises class files older than Java 6 to Java 17, because class-data archives leave
 * those out and the JVM would parse and verify them at every start; gives every entry the same time; then writes the
 * jar's content id to BUILD_ID.
 */
public final class FinishJar {
    private static final int OLDEST_ARCHIVED = Opcodes.V1_6;
    private static final int MAJOR_VERSION_OFFSET = 6;
    private static final int ID_DIGITS = 16;

    public static void main(String[] args) throws Exception {
        Path shaded = Path.of(args[0]);
        Path jar = Path.of(args[1]);
        LocalDateTime time = LocalDateTime.ofInstant(Instant.parse(args[2]), ZoneOffset.UTC);
        Path unfinished = jar.resolveSibling(jar.getFileName() + ".unfinished");
        try (ZipFile from = new ZipFile(shaded.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(unfinished));
                URLClassLoader classes = new URLClassLoader(new URL[] {shaded.toUri().toURL()})) {
            for (ZipEntry entry : from.stream().toList()) {
                copy(from, entry, to, time, classes);
            }
        }
        Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE); // a server may be running from the old one
        Files.writeString(jar.resolveSibling("BUILD_ID"), contentId(jar) + "\n");
    }

    private static void copy(
            ZipFile from, ZipEntry entry, ZipOutputStream to, LocalDateTime time, ClassLoader classes)
            throws IOException {
        byte[] bytes;
        try (InputStream in = from.getInputStream(entry)) {
            bytes = in.readAllBytes();
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(time);
        to.putNextEntry(copy);
        to.write(isOldClass(entry, bytes) ? raise(bytes, classes) : bytes);
        to.closeEntry();
    }

    private static boolean isOldClass(ZipEntry entry, byte[] bytes) {
        return entry.getName().endsWith(".class")
                && ((bytes[MAJOR_VERSION_OFFSET] & 0xFF) << 8 | bytes[MAJOR_VERSION_OFFSET + 1] & 0xFF)
                        < OLDEST_ARCHIVED;
    }

    private static byte[] raise(byte[] bytes, ClassLoader classes) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return classes;
            }
        };
        new ClassReader(bytes).accept(new VersionVisitor(writer), ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    private static final class VersionVisitor extends org.objectweb.asm.ClassVisitor {
        VersionVisitor(ClassWriter writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            super.visit(Opcodes.V17, access, name, signature, parent, interfaces);
        }
    }

    private static String contentId(Path jar) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.newInputStream(jar);
                OutputStream sink = new java.security.DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(sink);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, ID_DIGITS);
    }
}

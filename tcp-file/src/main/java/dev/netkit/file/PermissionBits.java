package dev.netkit.file;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The nine permission bits of POSIX, 0 to 0777, as offers carry them. */
public final class PermissionBits {
    private static final int OWNER_READ = 0400;

    private PermissionBits() {}

    public static int of(Set<PosixFilePermission> permissions) {
        return permissions.stream().mapToInt(PermissionBits::bit).sum();
    }

    /** Those of a sender's file that it gets here: writable for nobody but the owner, who can always read it. */
    public static Set<PosixFilePermission> taken(int bits) {
        Set<PosixFilePermission> permissions = EnumSet.of(PosixFilePermission.OWNER_READ);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            if ((bits & bit(permission)) != 0) {
                permissions.add(permission);
            }
        }
        permissions.remove(PosixFilePermission.GROUP_WRITE);
        permissions.remove(PosixFilePermission.OTHERS_WRITE);
        return permissions;
    }

    /** The constants are declared in the order of the bits, the highest first. */
    private static int bit(PosixFilePermission permission) {
        return OWNER_READ >> permission.ordinal();
    }
}

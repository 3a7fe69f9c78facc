package dev.netkit.common.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where a user's files are kept, by the XDG base directory specification. */
public final class UserFolders {
    private static final String NETKIT = "netkit";

    private final Map<String, String> environment;
    private final Path home;

    /** Those of whoever runs this process. */
    public static UserFolders ofProcess() {
        return new UserFolders(System.getenv(), home(System.getenv(), Path.of(System.getProperty("user.home"))));
    }

    /** Java asks the list of users, and the specification the environment, which may know better. */
    static Path home(Map<String, String> environment, Path ofUser) {
        String set = environment.getOrDefault("HOME", "");
        return !set.isEmpty() && Path.of(set).isAbsolute() ? Path.of(set) : ofUser;
    }

    UserFolders(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** What the user has set up. */
    public Path config() {
        return folder("XDG_CONFIG_HOME", home.resolve(".config"));
    }

    /** What is to last, such as accounts. */
    public Path data() {
        return folder("XDG_DATA_HOME", home.resolve(".local").resolve("share"));
    }

    /** What can be made again, such as sessions. */
    public Path state() {
        return folder("XDG_STATE_HOME", home.resolve(".local").resolve("state"));
    }

    /** The specification has relative paths ignored. */
    private Path folder(String variable, Path usual) {
        String set = environment.getOrDefault(variable, "");
        boolean usable = !set.isEmpty() && Path.of(set).isAbsolute();
        return (usable ? Path.of(set) : usual).resolve(NETKIT);
    }
}

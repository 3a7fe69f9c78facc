package dev.netkit.auth.command;

import dev.netkit.auth.SecretFile;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.Stores;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.cli.UserFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where accounts and session keys are. */
final class StoreOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "where accounts and keys are kept (default: auth in ~/.local/share/netkit)")
    private Path folder = UserFolders.ofProcess().data().resolve("auth");

    @Option(
            names = "--store",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = {
                "jdbc:postgresql://HOST/DATABASE: accounts are there, for several servers",
                "(its password in NETKIT_STORE_PASSWORD or ~/.pgpass; --data is to be the same for all)"
            })
    private String url;

    Path keys() {
        return folder.resolve("keys");
    }

    /** Other users can see the arguments of a command. */
    private static String checked(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new UsageException("--store begins with jdbc:postgresql:");
        }
        if (url.contains("password=")) {
            throw new UsageException("--store has no password in it: NETKIT_STORE_PASSWORD or ~/.pgpass have");
        }
        return url;
    }

    /** Opens the accounts; makes what is not there. */
    AccountStore open() throws LocalFileException {
        try {
            SecretFile.createFolder(folder);
            if (url != null) {
                return Stores.postgresql(checked(url), Optional.ofNullable(System.getenv("NETKIT_STORE_PASSWORD")));
            }
            return Stores.sqlite(folder.resolve("accounts.db"));
        } catch (IOException e) {
            throw new LocalFileException("cannot use the folder " + folder, e);
        }
    }
}

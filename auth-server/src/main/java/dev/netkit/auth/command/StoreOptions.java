package dev.netkit.auth.command;

import dev.netkit.auth.SecretFile;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.StoreException;
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
                "(its password in ~/.pgpass or NETKIT_STORE_PASSWORD; --data is to be the same for all)"
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

    /** Something to be done with the accounts; returns an exit code. */
    interface Work {
        int with(AccountStore accounts) throws IOException;
    }

    /** Opens the accounts, making what is not there, and closes them; what fails in them is this side's fault. */
    int use(Work work) throws IOException {
        createFolder();
        try (AccountStore accounts = open()) {
            return work.with(accounts);
        } catch (StoreException e) {
            throw new LocalFileException("the store failed", e);
        }
    }

    /** The folder and all in it are their owner's alone. */
    void createFolder() throws LocalFileException {
        try {
            SecretFile.createFolder(folder);
        } catch (IOException e) {
            throw LocalFileException.ofFolder("cannot use the folder " + folder, e);
        }
    }

    private AccountStore open() throws LocalFileException {
        try {
            if (url != null) {
                return Stores.postgresql(checked(url), Optional.ofNullable(System.getenv("NETKIT_STORE_PASSWORD")));
            }
            Path file = folder.resolve("accounts.db");
            new SecretFile(file).createEmpty();
            return Stores.sqlite(file);
        } catch (IOException e) {
            throw new LocalFileException("cannot use the accounts", e);
        }
    }
}

package dev.netkit.auth.command;

import dev.netkit.auth.SecretFile;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.Stores;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.UserFolders;
import java.io.IOException;
import java.nio.file.Path;
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

    Path keys() {
        return folder.resolve("keys");
    }

    /** Opens the accounts; makes what is not there. */
    AccountStore open() throws LocalFileException {
        try {
            SecretFile.createFolder(folder);
            return Stores.sqlite(folder.resolve("accounts.db"));
        } catch (IOException e) {
            throw new LocalFileException("cannot use the folder " + folder, e);
        }
    }
}

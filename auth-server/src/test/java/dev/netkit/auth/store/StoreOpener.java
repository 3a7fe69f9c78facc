package dev.netkit.auth.store;

import java.io.IOException;
import java.nio.file.Path;

/** A program that opens a store and says so: another process than the test's. */
final class StoreOpener {
    private StoreOpener() {}

    public static void main(String[] arguments) throws IOException {
        System.in.read(); // until all are ready
        try (AccountStore store = Stores.sqlite(Path.of(arguments[0]))) {
            System.out.println(store.accounts().size() + " accounts");
        }
    }
}

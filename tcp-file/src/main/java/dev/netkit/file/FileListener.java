package dev.netkit.file;

/** Is told what happens to files, by many threads at once. */
@FunctionalInterface
public interface FileListener {
    void on(FileEvent event);
}

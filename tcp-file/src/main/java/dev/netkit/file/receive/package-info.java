/**
 * The end that keeps the files: a {@link dev.netkit.file.receive.FileServer}, and its {@code Inbox}, which shows a file only
 * when every byte of it is there and verified.
 */
package dev.netkit.file.receive;

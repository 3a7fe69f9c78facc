/**
 * Files over TCP, usable as a library: an {@link dev.netkit.file.Inbox} that shows a file only when every byte of it is
 * there and verified, and a sender that resumes what was cut off. Knows no command line.
 */
package dev.netkit.file;

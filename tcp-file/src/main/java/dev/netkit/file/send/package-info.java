/**
 * The end that has the files: a {@link dev.netkit.file.send.FileSender} that offers ahead, resumes what was cut off, and
 * comes back when the connection is lost; a {@link dev.netkit.file.send.RawSender} for peers that know nothing of it.
 */
package dev.netkit.file.send;

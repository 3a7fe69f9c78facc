/** {@code netkit file-server} and {@code netkit send-file}: options to settings, events to lines. */
package dev.netkit.file.command;

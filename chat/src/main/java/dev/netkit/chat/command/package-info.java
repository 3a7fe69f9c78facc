/** {@code netkit chat-server} and {@code netkit chat}: options to configuration to engine to exit code. */
package dev.netkit.chat.command;

/** The commands of identification and authentication: options, prompts and what is printed. */
package dev.netkit.auth.command;

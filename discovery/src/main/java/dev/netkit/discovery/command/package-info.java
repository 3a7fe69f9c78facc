/** The commands: options to a config record, the engine, an exit code. */
package dev.netkit.discovery.command;

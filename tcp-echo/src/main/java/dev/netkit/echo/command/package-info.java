/** The echo capability on the command line: options to a config record, engine, exit code. */
package dev.netkit.echo.command;

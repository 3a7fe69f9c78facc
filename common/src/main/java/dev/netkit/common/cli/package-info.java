/**
 * What the commands of all capabilities share on the command line: options with one meaning everywhere, the voice of
 * the tool, its exit codes, and how service events are shown. Used by {@code command} packages and the cli module only;
 * an engine never imports it.
 */
package dev.netkit.common.cli;

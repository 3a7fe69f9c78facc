/**
 * The ways to speak with a server, whoever wrote it: one {@link dev.netkit.chat.client.dialect.Dialect} for each connection,
 * which turns requests into its own words, and what it hears into {@link dev.netkit.chat.client.dialect.Heard}. Nothing here
 * knows what was said on the connection before.
 */
package dev.netkit.chat.client.dialect;

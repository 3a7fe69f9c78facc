/**
 * Names by address, as the system's hosts file and name servers tell them. Nothing in it blocks: a thread that waits for
 * the system's own lookup cannot be called back, and would hold up the end of the process.
 */
package dev.netkit.discovery.dns;

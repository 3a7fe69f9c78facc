/**
 * Which hosts of a network are there, and which of their ports are open. A {@link dev.netkit.discovery.scan.Scan} has one
 * thread: it makes the kernel ask for hardware addresses, reads what it learnt, and connects through a selector.
 */
package dev.netkit.discovery.scan;

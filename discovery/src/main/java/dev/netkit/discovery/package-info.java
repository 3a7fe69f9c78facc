/**
 * Who is on this network. A {@link dev.netkit.discovery.Beacon} answers sealed envelopes, by HTTP and by UDP broadcast;
 * usable as a library, knows no command line.
 */
package dev.netkit.discovery;

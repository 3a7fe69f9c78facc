/**
 * Who is on this network. A {@link dev.netkit.discovery.Beacon} answers sealed envelopes, by HTTP and by UDP broadcast;
 * a {@link dev.netkit.discovery.Discovery} asks who is there; usable as a library, knows no command line.
 */
package dev.netkit.discovery;

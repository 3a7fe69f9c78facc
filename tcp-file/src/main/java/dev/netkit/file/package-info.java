/**
 * Files over TCP, usable as a library: what both ends of a transfer know, which is what they say to each other and what a
 * name may be. {@code .send} is the one end, {@code .receive} the other. Knows no command line.
 */
package dev.netkit.file;

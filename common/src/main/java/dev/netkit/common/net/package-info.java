/**
 * Servers and connections on blocking sockets, which know no protocol. {@link dev.netkit.common.net.TcpServer} binds,
 * accepts, limits and drains; each {@link dev.netkit.common.net.Connection} gets a thread from {@link
 * dev.netkit.common.net.ConnectionThreads} and is watched for the time limits by one watchdog. What happens is told as
 * {@link dev.netkit.common.net.ServiceEvent}s. A leaf: nothing here knows a frame, a message or a command line.
 */
package dev.netkit.common.net;

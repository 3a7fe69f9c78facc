/**
 * Echo over TCP and UDP (RFC 862; docs/protocol.md, "Echo"): {@link dev.netkit.echo.EchoServer} sends back what it
 * receives, {@link dev.netkit.echo.EchoExchange} and {@link dev.netkit.echo.EchoPump} are the client, {@link
 * dev.netkit.echo.RoundTrips} and {@link dev.netkit.echo.EchoLoad} measure. Usable as a library; the command line is in
 * {@code command}.
 */
package dev.netkit.echo;

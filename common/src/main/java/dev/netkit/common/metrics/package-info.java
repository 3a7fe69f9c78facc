/**
 * What a running service can be asked for by a monitoring system: its figures as Prometheus metrics, over HTTP, on a port
 * of its own. An engine knows nothing of it and fills a {@link dev.netkit.common.net.ServiceMeter}. The Prometheus library
 * is loaded only where metrics are asked for.
 */
package dev.netkit.common.metrics;

package dev.netkit.auth.identity;

import java.net.InetSocketAddress;

/** Somebody was greeted by name. */
public record IdentityEvent(InetSocketAddress peer, String name, boolean isNew) {}

package dev.netkit.chat.client;

/** A line to a server, and how it is spoken there. */
record Call(Line line, Dialect dialect) {}

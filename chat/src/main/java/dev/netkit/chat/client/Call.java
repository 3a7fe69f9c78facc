package dev.netkit.chat.client;

import dev.netkit.chat.client.dialect.Dialect;
import dev.netkit.chat.client.line.Line;

/** A line to a server, and how it is spoken there. */
record Call(Line line, Dialect dialect) {}

/**
 * What is said and told, as values: names, messages, what happens in a room, what is refused, what somebody has missed.
 * {@link dev.netkit.chat.talk.DialectEncoder} is what a dialect has to have words for. Nothing here does anything; it
 * knows neither members nor rooms.
 */
package dev.netkit.chat.talk;

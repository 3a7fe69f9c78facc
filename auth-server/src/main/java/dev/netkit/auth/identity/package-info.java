/** Identification by address: a server that greets those it knows by name and asks the others, and its client. */
package dev.netkit.auth.identity;

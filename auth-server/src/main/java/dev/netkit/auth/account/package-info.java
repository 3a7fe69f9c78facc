/**
 * What an account is: its name, what is kept of its password, and what has been decided of it. Values only, which know
 * neither the server nor where they are stored.
 */
package dev.netkit.auth.account;

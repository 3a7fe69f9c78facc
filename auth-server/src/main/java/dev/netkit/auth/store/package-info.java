/** Accounts, sessions and failed logins in a database, over JDBC. */
package dev.netkit.auth.store;

/** {@code netkit key}, {@code encrypt}, {@code decrypt} and {@code token}: Fernet by hand and in scripts. */
package dev.netkit.cli.token;

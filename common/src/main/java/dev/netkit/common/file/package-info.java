/** Files that several programs share. Knows nothing of netkit. */
package dev.netkit.common.file;

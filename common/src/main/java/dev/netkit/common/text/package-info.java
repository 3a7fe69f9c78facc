/** What text from people may hold, and what of it looks alike. A leaf: nothing here knows anything of netkit. */
package dev.netkit.common.text;

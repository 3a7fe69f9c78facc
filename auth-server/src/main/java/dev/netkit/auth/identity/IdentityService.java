package dev.netkit.auth.identity;

import dev.netkit.common.net.AddressAllowance;

/**
 * What all conversations share.
 *
 * @param newcomers how many new names there can be from each address: of IPv6 a household has more than the book
 */
record IdentityService(AddressBook book, AddressAllowance newcomers, IdentityListener listener) {}

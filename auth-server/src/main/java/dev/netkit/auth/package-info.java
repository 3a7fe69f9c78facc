/**
 * Authentication: accounts whose passwords never travel (SCRAM-SHA-256), sessions as tokens that expire and can be taken
 * back, the server and its client.
 */
package dev.netkit.auth;

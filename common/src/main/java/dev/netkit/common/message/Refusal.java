package dev.netkit.common.message;

/** The family that consists of the error message alone. */
sealed interface Refusal permits ErrorMessage {}

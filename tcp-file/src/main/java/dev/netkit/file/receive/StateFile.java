package dev.netkit.file.receive;

/** The family of what is kept beside partial files. */
sealed interface StateFile permits PartialState {}

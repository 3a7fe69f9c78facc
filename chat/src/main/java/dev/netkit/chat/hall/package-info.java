/**
 * The hall: who has which name, which rooms there are, and what each connection may ask for. A connection comes in through
 * the {@link dev.netkit.chat.hall.Entrance} and is a {@link dev.netkit.chat.hall.Participant} from then on. Nothing here
 * knows in which dialect that is asked, or how a room tells it.
 */
package dev.netkit.chat.hall;

package dev.netkit.file.receive;

import dev.netkit.file.SenderMessage.Offer;

/** Decides which files are taken; for use by any number of receiving threads. */
sealed interface Taker permits Inbox, OutputFile {
    /**
     * Takes a file, which the caller must finish or abandon. May read a file that is here already, to tell its digest.
     *
     * @throws RefusedException if the file is not taken
     */
    Incoming take(Offer offer, Offerer offerer) throws RefusedException;
}

package dev.netkit.file.send;

import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.net.Connection;
import dev.netkit.file.ReceiverMessage;
import dev.netkit.file.SenderMessage;
import java.util.concurrent.Executor;

/**
 * What one conversation sends all of its files through.
 *
 * @param verified whether digests are made and sent
 * @param rate of all of them together
 * @param digests where the digests of large files are made, one after another
 */
record Outlet(
        Connection connection,
        MessageChannel<ReceiverMessage, SenderMessage> channel,
        boolean verified,
        RateLimit rate,
        Executor digests) {}

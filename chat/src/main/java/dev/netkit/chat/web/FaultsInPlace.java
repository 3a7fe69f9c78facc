package dev.netkit.chat.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** Puts what the codecs refuse in its place among the messages, so that those before it are still heard. */
final class FaultsInPlace extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException broken) {
            context.fireChannelRead(new WebSocketException(status(broken), broken.getMessage()));
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    private static WebSocketCloseStatus status(DecoderException broken) {
        if (broken instanceof CorruptedWebSocketFrameException corrupted) {
            return corrupted.closeStatus();
        }
        return broken instanceof TooLongFrameException
                ? WebSocketCloseStatus.MESSAGE_TOO_BIG
                : WebSocketCloseStatus.PROTOCOL_ERROR;
    }
}

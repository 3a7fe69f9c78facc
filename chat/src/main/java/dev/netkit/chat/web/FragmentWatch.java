package dev.netkit.chat.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Knows whether a message in fragments has begun and not ended; pings may come in between. */
final class FragmentWatch extends ChannelInboundHandlerAdapter {
    private boolean inside;

    boolean isInside() {
        return inside;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean data = message instanceof TextWebSocketFrame
                || message instanceof BinaryWebSocketFrame
                || message instanceof ContinuationWebSocketFrame;
        if (data) {
            inside = !((WebSocketFrame) message).isFinalFragment();
        }
        context.fireChannelRead(message);
    }
}

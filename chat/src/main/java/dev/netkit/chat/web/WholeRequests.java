package dev.netkit.chat.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpContentException;

/**
 * Gathers whole requests, and answers none itself: a request that brings too much has its turn as all others have, and
 * says what is wrong with it by its result.
 */
final class WholeRequests extends HttpObjectAggregator {
    WholeRequests(int longestBody) {
        super(longestBody);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        HttpRequest head = (HttpRequest) oversized;
        FullHttpRequest request = new DefaultFullHttpRequest(
                head.protocolVersion(),
                head.method(),
                head.uri(),
                Unpooled.EMPTY_BUFFER,
                head.headers(),
                EmptyHttpHeaders.INSTANCE);
        request.setDecoderResult(DecoderResult.failure(new TooLongHttpContentException()));
        context.fireChannelRead(request);
    }

    /** Whoever waits for leave to send a body sends it without: an answer now might come before those of other requests. */
    @Override
    protected Object newContinueResponse(HttpMessage start, int longestBody, ChannelPipeline pipeline) {
        return null;
    }
}

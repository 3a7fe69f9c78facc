package dev.netkit.discovery.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.Endpoint;
import dev.netkit.discovery.Nonce;
import dev.netkit.discovery.Nonce.Freshness;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks HTTP services who they are, by {@code POST /message} with a sealed envelope: the discovery section of the
 * protocol's page. Every question is a token of its own. Begins to need time when it first asks.
 */
final class Handshakes {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int LONGEST_HEAD = 8 * 1024;
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int OK = 200;

    private final List<FernetKey> keys;
    private final String name;
    private final SecureRandom random = new SecureRandom();
    private SealedEnvelopes envelopes;

    /** @param name who asks */
    Handshakes(List<FernetKey> keys, String name) {
        this.keys = keys;
        this.name = name;
    }

    /** Makes what is needed to ask, which takes a while the first time. */
    void prepare() {
        refuse(token(Nonce.next(random)));
    }

    Conversation with(InetSocketAddress service) {
        return new WithOne(Endpoint.of(service).toString(), Nonce.next(random));
    }

    private SealedEnvelopes envelopes() {
        if (envelopes == null) {
            envelopes = new SealedEnvelopes(new MessageSeal(keys));
        }
        return envelopes;
    }

    private byte[] token(Nonce nonce) {
        return envelopes().seal(Envelope.of(name, Clock.systemDefaultZone(), "", Envelope.HANDSHAKE, nonce.args()));
    }

    private byte[] question(String host, Nonce nonce) {
        byte[] token = token(nonce);
        refuse(token);
        String head = "POST /message HTTP/1.0\r\nHost: " + host + "\r\nContent-Type: application/octet-stream\r\n"
                + "Content-Length: " + token.length + "\r\n\r\n"; // to 1.0 nobody answers in chunks
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(US_ASCII));
        request.writeBytes(token);
        return request.toByteArray();
    }

    /** A token is good once: somebody without the key who sends it back has said nothing. */
    private void refuse(byte[] token) {
        try {
            envelopes().open(token);
        } catch (ProtocolException e) {
            throw new IllegalStateException("what was just sealed holds", e);
        }
    }

    private Optional<Handshake> handshake(byte[] heard, Nonce nonce) {
        return HttpReply.parse(heard)
                .filter(reply -> reply.status() == OK)
                .flatMap(reply -> open(reply.body()))
                .filter(envelope -> envelope.cmd().equals(Envelope.HANDSHAKE))
                .filter(envelope -> nonce.of(envelope) != Freshness.REPLAYED)
                .map(envelope -> new Handshake(envelope.userID(), nonce.of(envelope) == Freshness.FRESH));
    }

    private Optional<Envelope> open(byte[] body) {
        try {
            return Optional.of(envelopes().open(body));
        } catch (ProtocolException e) {
            return Optional.empty(); // another key, another service
        }
    }

    /** One service and its answer. */
    private final class WithOne implements Conversation {
        private final String host;
        private final Nonce nonce;

        WithOne(String host, Nonce nonce) {
            this.host = host;
            this.nonce = nonce;
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }

        @Override
        public byte[] request() {
            return question(host, nonce);
        }

        @Override
        public int limit() {
            return LONGEST_HEAD + LONGEST_BODY;
        }

        @Override
        public boolean isEnough(byte[] heard) {
            return HttpReply.parse(heard).filter(HttpReply::isComplete).isPresent();
        }

        @Override
        public PortAnswer answer(PortAnswer open, byte[] heard) {
            return new PortAnswer(open.state(), open.roundTrip(), open.banner(), handshake(heard, nonce));
        }
    }
}

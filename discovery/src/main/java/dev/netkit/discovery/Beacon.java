package dev.netkit.discovery;

import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.AnswerAllowance;
import dev.netkit.common.net.HttpEntrance;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.UdpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;

/**
 * Answers who shares its key: handshakes by HTTP, broadcasts by UDP. One seal belongs to both, so that what was heard in
 * one way is refused in the other. Its address is that of HTTP, and that port is told first.
 */
public final class Beacon implements Server {
    private final HttpEntrance http;
    private final UdpServer udp;
    private final ServiceListener listener;

    private Beacon(HttpEntrance http, UdpServer udp, ServiceListener listener) {
        this.http = http;
        this.udp = udp;
        this.listener = listener;
    }

    /**
     * Opens both ports; {@link #serve()} then answers.
     *
     * @throws dev.netkit.common.net.CannotListenException if one of them cannot be had
     */
    public static Beacon open(BeaconConfig config, ServiceListener listener) throws IOException {
        SealedEnvelopes envelopes = new SealedEnvelopes(new MessageSeal(config.keys()));
        BeaconAnswers answers = new BeaconAnswers(config.name(), Clock.systemDefaultZone());
        HttpEntrance http =
                HttpEntrance.open(config.http(), new BeaconRequests(envelopes, answers, listener), listener);
        try {
            AnswerAllowance refusals = new AnswerAllowance(BeaconDatagrams.REFUSALS_A_SECOND, System::nanoTime);
            BeaconDatagrams datagrams =
                    new BeaconDatagrams(envelopes, answers, refusals, listener.meter(BeaconConfig.UDP_SERVICE));
            ServiceListener sparing = new SparingListener(listener, System::nanoTime);
            UdpServer udp = UdpServer.open(BeaconConfig.UDP_SERVICE, config.udp(), false, datagrams, sparing);
            return new Beacon(http, udp, listener);
        } catch (IOException | RuntimeException e) {
            http.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return http.address();
    }

    /** Where datagrams are heard. */
    public InetSocketAddress udpAddress() {
        return udp.address();
    }

    @Override
    public void serve() {
        Thread datagrams = new Thread(this::serveDatagrams, "netkit-beacon-udp");
        datagrams.start();
        try {
            http.serve();
        } finally {
            udp.stop();
            join(datagrams);
        }
    }

    private void serveDatagrams() {
        try {
            udp.serve();
        } catch (IOException e) {
            listener.on(ServiceEvent.Problem.of("cannot hear datagrams any more", e));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        udp.stop();
        http.stop();
    }
}

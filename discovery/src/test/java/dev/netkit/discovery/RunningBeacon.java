package dev.netkit.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RecordedEvents;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** A beacon on loopback, serving on a thread of its own until it is closed. */
public final class RunningBeacon implements AutoCloseable {
    public static final FernetKey KEY = FernetKey.generate(new SecureRandom());

    private final RecordedEvents events = new RecordedEvents(ServiceEvent.Detail.ACTIVITY);
    private final Beacon beacon;
    private final RunningServer running;

    private RunningBeacon(String name) throws IOException {
        TcpServerConfig http = TcpServerConfig.of(BeaconConfig.SERVICE, ListenAddress.loopback(0));
        beacon = Beacon.open(new BeaconConfig(http, ListenAddress.loopback(0), name, List.of(KEY)), events);
        running = RunningServer.start(beacon);
    }

    public static RunningBeacon named(String name) throws IOException {
        return new RunningBeacon(name);
    }

    RecordedEvents events() {
        return events;
    }

    /** A file in that folder with that key, which nobody else can read. */
    public static Path keyFile(Path folder, FernetKey key) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), key.text() + "\n");
        assertThat(file.toFile().setReadable(false, false)).isTrue();
        assertThat(file.toFile().setReadable(true, true)).isTrue();
        return file;
    }

    InetSocketAddress address() {
        return beacon.address();
    }

    public int httpPort() {
        return address().getPort();
    }

    public int udpPort() {
        return beacon.udpAddress().getPort();
    }

    /** What it says to a token, by HTTP; blocks. */
    public byte[] answerTo(byte[] token) throws IOException {
        HttpURLConnection request = (HttpURLConnection)
                new URL("http", address().getAddress().getHostAddress(), httpPort(), "/message").openConnection();
        request.setDoOutput(true);
        request.setFixedLengthStreamingMode(token.length);
        request.getOutputStream().write(token);
        return request.getInputStream().readAllBytes();
    }

    public static SealedEnvelopes envelopes() {
        return new SealedEnvelopes(new MessageSeal(List.of(KEY)));
    }

    static byte[] question(String cmd) {
        return envelopes().seal(Envelope.of("ann", Clock.systemUTC(), "", cmd));
    }

    @Override
    public void close() {
        running.close();
    }
}

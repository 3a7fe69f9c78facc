package dev.netkit.auth.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.crypto.SettableClock;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.AddressAllowance;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.RudePeers;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class IdentityServerTest {
    @TempDir
    private Path folder;

    private AddressBook book;
    private final List<IdentityEvent> events = Collections.synchronizedList(new ArrayList<>());
    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        book = new AddressBook(folder.resolve("names.json"));
        server = RunningServer.start(IdentityServer.open(
                new IdentityConfig(TcpServerConfig.of("id", ListenAddress.loopback(0)), FrameEncoding.ASCII, List.of()),
                book,
                ServiceListener.NONE,
                events::add));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private IdentityClient client() throws IOException {
        return client(server);
    }

    private static IdentityClient client(RunningServer server) throws IOException {
        return IdentityClient.connect(
                Endpoint.of(server.address()), Duration.ofSeconds(5), List.of(), ServiceListener.NONE);
    }

    @Test
    void unknownAddressIsAskedAndThenKnown() throws IOException {
        try (IdentityClient client = client()) {
            assertThat(client.greeting()).isEmpty();
            assertThat(client.tell("  Оля 😀 ")).isEqualTo(new IdentityClient.Greeting("Оля 😀", true));
        }
        try (IdentityClient client = client()) {
            assertThat(client.greeting()).contains(new IdentityClient.Greeting("Оля 😀", false));
        }
        // A greeting is told of when it has gone, and by then its reader may have come again.
        await().untilAsserted(() ->
                assertThat(events).extracting(IdentityEvent::isNew).containsExactlyInAnyOrder(true, false));
    }

    @Test
    void studentsClientInBareAsciiFramesIsServed() {
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            assertThat(peer.receive(17)).isEqualTo("14:{\"type\":\"who\"}");
            peer.send("28:{\"type\":\"name\",\"name\":\"Ann\"}");
            assertThat(peer.receive(45)).isEqualTo("42:{\"type\":\"welcome\",\"name\":\"Ann\",\"new\":true}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\nb", "a\u0000b"})
    void whatIsNoNameIsRefusedAndAskedForAgain(String name) throws IOException {
        try (IdentityClient client = client()) {
            client.greeting();
            assertThatExceptionOfType(RefusedByPeerException.class)
                    .isThrownBy(() -> client.tell(name))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo("bad-name"));
            assertThat(client.tell("x".repeat(64)).isNew()).isTrue();
        }
    }

    @Test
    void nameIsToldOnceOnly() throws IOException {
        try (IdentityClient client = client()) {
            client.greeting();
            client.tell("Ann");
            assertThatExceptionOfType(RefusedByPeerException.class)
                    .isThrownBy(() -> client.tell("Bob"))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo("not-allowed"));
        }
    }

    @Test
    void newNamesFromOneHouseholdAreLimited() throws IOException {
        SettableClock clock = new SettableClock(1_800_000_000);
        IdentityService service =
                new IdentityService(book, new AddressAllowance(2, Duration.ofSeconds(1), clock), events::add);
        IdentityConfig config = new IdentityConfig(
                TcpServerConfig.of("id", ListenAddress.loopback(0)), FrameEncoding.BINARY, List.of());
        InetAddress loopback = server.address().getAddress();
        try (RunningServer limited = RunningServer.start(IdentityServer.open(config, service, ServiceListener.NONE));
                IdentityClient client = client(limited)) {
            client.greeting();
            client.tell("Ann");
            book.forget(loopback); // as if the next one had another address of the household
            client.tell("Bob");
            book.forget(loopback);
            assertThatExceptionOfType(RefusedByPeerException.class)
                    .isThrownBy(() -> client.tell("Cyd"))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo("too-many"));
            assertThat(book.all()).isEmpty();
            clock.set(1_800_000_001);
            assertThat(client.tell("Cyd").isNew()).isTrue();
        }
    }

    @Test
    void addressesOfEveryKindAreOneSpace() throws IOException {
        assertThat(book.rememberFirst(InetAddress.getByName("192.0.2.1"), new PersonName("four")))
                .isTrue();
        assertThat(book.rememberFirst(InetAddress.getByName("192.0.2.1"), new PersonName("five")))
                .isFalse();
        book.rememberFirst(InetAddress.getByName("2001:db8::1"), new PersonName("six"));
        assertThat(book.nameOf(InetAddress.getByName("::ffff:192.0.2.1"))).contains("four");
        assertThat(book.nameOf(InetAddress.getByName("2001:0db8:0::1"))).contains("six");
        assertThat(book.forget(InetAddress.getByName("192.0.2.1"))).isTrue();
        assertThat(book.forget(InetAddress.getByName("192.0.2.1"))).isFalse();
        assertThat(book.all()).containsOnlyKeys("2001:db8::1");
    }

    @Test
    void fileThatIsNoneIsSaidToBeSo() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "not json");
        assertThatIOException()
                .isThrownBy(() -> new AddressBook(broken).all())
                .withMessageContaining("is not a file of names");
    }

    @Test
    void clientIsToldWhenNamesCannotBeUsed() throws IOException {
        Files.writeString(folder.resolve("names.json"), "broken meanwhile");
        try (IdentityClient client = client()) {
            assertThatExceptionOfType(RefusedByPeerException.class)
                    .isThrownBy(client::greeting)
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo("unavailable"));
        }
    }

    @Test
    void rudePeersHinderNobody() {
        RudePeers.allVisit(server.address(), () -> {
            try (IdentityClient client = client()) {
                client.greeting();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}

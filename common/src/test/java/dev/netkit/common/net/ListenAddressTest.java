package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.net.CannotListenException.Reason;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Binds sockets that exist only here; {@link CannotListenTest} binds real ones. */
@Timeout(10)
class ListenAddressTest {
    private static final Optional<InetAddress> LOOPBACK = Optional.of(InetAddress.getLoopbackAddress());

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void portOutsideTheRangeIsRefused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ListenAddress(LOOPBACK, port, false))
                .withMessageContaining(String.valueOf(port));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535})
    void everyPortInTheRangeIsTaken(int port) {
        assertThat(new ListenAddress(LOOPBACK, port, false).port()).isEqualTo(port);
    }

    @Test
    void loopbackIsTheLoopbackAddressAndExactlyThatPort() {
        assertThat(ListenAddress.loopback(5)).isEqualTo(new ListenAddress(LOOPBACK, 5, false));
    }

    @Test
    void addressThatIsFreeIsBoundOnce() throws IOException {
        BusyPorts ports = new BusyPorts(0);
        new ListenAddress(LOOPBACK, 2_000, true).bind(ports);
        assertThat(ports.tried).containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 2_000));
    }

    @Test
    void noHostMeansEveryAddress() throws IOException {
        BusyPorts ports = new BusyPorts(0);
        new ListenAddress(Optional.empty(), 2_000, false).bind(ports);
        assertThat(ports.tried).containsExactly(new InetSocketAddress(2_000));
        assertThat(ports.tried.get(0).getAddress().isAnyLocalAddress()).isTrue();
    }

    @Test
    void busyPortIsTriedOnceUnlessAnotherIsWanted() {
        BusyPorts ports = new BusyPorts(1);
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> ListenAddress.loopback(2_000).bind(ports))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE))
                .satisfies(e -> assertThat(e.address().getPort()).isEqualTo(2_000));
        assertThat(ports.tried).hasSize(1);
    }

    @Test
    void autoPortTakesTheNextFreeOne() throws IOException {
        BusyPorts ports = new BusyPorts(3);
        new ListenAddress(LOOPBACK, 2_000, true).bind(ports);
        assertThat(ports.tried).extracting(InetSocketAddress::getPort).containsExactly(2_000, 2_001, 2_002, 2_003);
    }

    @Test
    void autoPortEndsAtTheLastPort() {
        BusyPorts ports = new BusyPorts(Integer.MAX_VALUE);
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> new ListenAddress(LOOPBACK, 65_533, true).bind(ports));
        assertThat(ports.tried).extracting(InetSocketAddress::getPort).containsExactly(65_533, 65_534, 65_535);
    }

    @Test
    void autoPortGivesUpAfterAThousandPorts() {
        BusyPorts ports = new BusyPorts(Integer.MAX_VALUE);
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> new ListenAddress(LOOPBACK, 2_000, true).bind(ports));
        assertThat(ports.tried).hasSize(1_001);
    }

    @Test
    void portThatTheSystemPicksIsNotReplaced() {
        BusyPorts ports = new BusyPorts(Integer.MAX_VALUE);
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> new ListenAddress(LOOPBACK, 0, true).bind(ports));
        assertThat(ports.tried).extracting(InetSocketAddress::getPort).containsExactly(0);
    }

    @Test
    void addressThatIsNotOursIsNotTriedOnOtherPorts() throws IOException {
        BusyPorts ports = new BusyPorts(Integer.MAX_VALUE);
        Optional<InetAddress> documentation = Optional.of(InetAddress.getByName("192.0.2.1"));
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> new ListenAddress(documentation, 2_000, true).bind(ports))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_OURS));
        assertThat(ports.tried).hasSize(1);
    }

    @Test
    void otherFailuresPassThrough() {
        IOException outOfDescriptors = new IOException("too many open files");
        assertThatThrownBy(() -> new ListenAddress(LOOPBACK, 2_000, true).bind(address -> {
                    throw outOfDescriptors;
                }))
                .isSameAs(outOfDescriptors);
    }

    /** Refuses the first so many addresses as busy. */
    private static final class BusyPorts implements ListenAddress.Binder {
        private final int busy;
        private final List<InetSocketAddress> tried = new ArrayList<>();

        BusyPorts(int busy) {
            this.busy = busy;
        }

        @Override
        public void bind(InetSocketAddress address) throws IOException {
            tried.add(address);
            if (tried.size() <= busy) {
                throw new BindException("Address already in use");
            }
        }
    }
}

package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.netkit.common.crypto.ClockException;
import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.crypto.MalformedTokenException;
import dev.netkit.common.crypto.TokenAnatomy;
import dev.netkit.common.framing.FrameException;
import dev.netkit.common.framing.FrameReader;
import dev.netkit.common.metrics.CannotServeMetricsException;
import dev.netkit.common.net.AnswerTimeoutException;
import dev.netkit.common.net.CannotListenException;
import dev.netkit.common.net.ConnectFailedException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenFailures;
import dev.netkit.common.net.PoliteServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpConnector;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class FailureTest {
    private static final String HOSTILE = "first\nsecond\u001b[2J\u202E\u2028third";

    static Stream<Arguments> exceptions() throws IOException {
        return Stream.of(
                Arguments.of(new UsageException("said"), ExitCode.USAGE, false),
                Arguments.of(ListenFailures.inUse(), ExitCode.NETWORK, true),
                Arguments.of(ListenFailures.notOurs(), ExitCode.NETWORK, true),
                Arguments.of(ListenFailures.notPermitted(), ExitCode.NETWORK, true),
                Arguments.of(connectFailure(), ExitCode.NETWORK, true),
                Arguments.of(new CannotServeMetricsException(ListenFailures.inUse()), ExitCode.NETWORK, true),
                Arguments.of(new UnknownHostException("said"), ExitCode.NETWORK, true),
                Arguments.of(new SocketTimeoutException("said"), ExitCode.NETWORK, true),
                Arguments.of(new AnswerTimeoutException(5, new SocketTimeoutException()), ExitCode.NETWORK, true),
                Arguments.of(new PortUnreachableException("said"), ExitCode.NETWORK, true),
                Arguments.of(new ConnectException("said"), ExitCode.NETWORK, false),
                Arguments.of(new SocketException("said"), ExitCode.NETWORK, false),
                Arguments.of(new EOFException("said"), ExitCode.NETWORK, false),
                Arguments.of(new IOException("said"), ExitCode.NETWORK, false),
                Arguments.of(new ProtocolException("said"), ExitCode.PROTOCOL, false),
                Arguments.of(frameFailure(), ExitCode.PROTOCOL, false),
                Arguments.of(invalidToken(), ExitCode.PROTOCOL, false),
                Arguments.of(noToken(), ExitCode.PROTOCOL, false),
                Arguments.of(clockBefore1970(), ExitCode.LOCAL, true),
                Arguments.of(new OutOfMemoryError("Java heap space"), ExitCode.LOCAL, true),
                Arguments.of(new LocalFileException("said", new IOException("why")), ExitCode.LOCAL, false),
                Arguments.of(new IllegalArgumentException("said"), ExitCode.BUG, true),
                Arguments.of(new IllegalStateException("said"), ExitCode.BUG, true),
                Arguments.of(new NullPointerException("said"), ExitCode.BUG, true),
                Arguments.of(new StackOverflowError("said"), ExitCode.BUG, true),
                Arguments.of(new NoClassDefFoundError("said"), ExitCode.BUG, true),
                Arguments.of(new Exception("said"), ExitCode.BUG, true));
    }

    @Test
    void whatAHintRepeatsCannotDriveTheTerminal() {
        Failure failure = Failure.of(new NothingFoundException("no \u001b[31m", "write \u001b[31m"));
        assertThat(failure.message()).isEqualTo("no \\x1b[31m");
        assertThat(failure.hint()).hasValue("write \\x1b[31m");
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void everyExceptionHasACodeOneLineAndAHintWhereThereIsSomethingToDo(Throwable e, int code, boolean hint) {
        Failure failure = Failure.of(e);
        assertThat(failure.exitCode()).isEqualTo(code);
        assertThat(failure.message()).isNotBlank().doesNotContain("\n");
        assertThat(failure.hint().isPresent()).isEqualTo(hint);
        assertThat(failure.hint().orElse("")).doesNotContain("\n");
        if ("said".equals(e.getMessage()) && !(e instanceof PortUnreachableException)) {
            assertThat(failure.message()).contains("said");
        }
    }

    static Stream<Throwable> hostileExceptions() {
        return Stream.of(
                new UsageException(HOSTILE),
                new UnknownHostException(HOSTILE),
                new SocketTimeoutException(HOSTILE),
                new IOException(HOSTILE),
                new ProtocolException(HOSTILE),
                new LocalFileException(HOSTILE, new IOException(HOSTILE)),
                new IllegalArgumentException(HOSTILE),
                new NoClassDefFoundError(HOSTILE),
                new AssertionError(HOSTILE));
    }

    @ParameterizedTest
    @MethodSource("hostileExceptions")
    void messageIsOneLineThatCannotDriveTheTerminal(Throwable e) {
        assertThat(Failure.of(e).message())
                .contains("first")
                .contains("third")
                .doesNotContain("\n", "\u001b", "\u202E", "\u2028");
    }

    static Stream<Throwable> wordlessExceptions() {
        return Stream.of(
                new IOException(),
                new EOFException(),
                new ClosedChannelException(),
                new AsynchronousCloseException(),
                new SocketTimeoutException(),
                new ProtocolException(),
                new LocalFileException("cannot read x", new ClosedChannelException()));
    }

    @ParameterizedTest
    @MethodSource("wordlessExceptions")
    void exceptionWithoutWordsIsNotToldAsNull(Throwable e) {
        assertThat(Failure.of(e).message()).isNotBlank().doesNotContain("null");
    }

    @Test
    void addressThatCannotBeHadSaysWhatToDo() throws UnknownHostException {
        assertThat(Failure.of(ListenFailures.inUse()).hint())
                .hasValueSatisfying(hint -> assertThat(hint).contains("--port").contains("--auto-port"));
        assertThat(Failure.of(ListenFailures.notOurs()).hint())
                .hasValueSatisfying(hint -> assertThat(hint).contains("--bind"));
        CannotListenException notPermitted = ListenFailures.notPermitted();
        assumeTrue(notPermitted.reason() == CannotListenException.Reason.NOT_PERMITTED, "low ports are protected");
        assertThat(Failure.of(notPermitted).hint())
                .hasValueSatisfying(hint -> assertThat(hint).contains("1024").contains("--port"));
    }

    @Test
    void addressThatCannotBeHadIsNamed() {
        assertThat(Failure.of(ListenFailures.inUse()).message()).contains("127.0.0.1:50000");
    }

    @Test
    void unknownHostIsCalledUnknown() {
        assertThat(Failure.of(new UnknownHostException("nowhere.invalid")).message())
                .contains("unknown host")
                .contains("nowhere.invalid");
    }

    @Test
    void timeoutNamesTheOptionThatSetsIt() {
        assertThat(Failure.of(new SocketTimeoutException("x")).hint())
                .hasValueSatisfying(hint -> assertThat(hint).contains("--timeout"));
    }

    @Test
    void protocolErrorBlamesTheOtherSide() throws IOException {
        assertThat(Failure.of(frameFailure()).message())
                .contains("the other side")
                .contains("7b");
    }

    @Test
    void bugIsToldWithItsKind() {
        assertThat(Failure.of(new IllegalStateException("said")).message())
                .contains("bug")
                .contains("IllegalStateException");
    }

    @Test
    void usageIsToldAsAClause() {
        assertThat(Failure.ofUsage("Unknown option: '-x'", "see --help"))
                .isEqualTo(new Failure(ExitCode.USAGE, "unknown option: '-x'", Optional.of("see --help")));
        assertThat(Failure.ofUsage("TEXT is missing", "h").message()).isEqualTo("TEXT is missing");
        assertThat(Failure.ofUsage("--port is bad", "h").message()).isEqualTo("--port is bad");
        assertThat(Failure.ofUsage("X", "h").message()).isEqualTo("X");
        assertThat(Failure.ofUsage("", "h").message()).isEmpty();
        assertThat(Failure.ofUsage(HOSTILE, "h").message()).doesNotContain("\n", "\u001b", "\u202E", "\u2028");
    }

    @Test
    void localFailureHasAReasonForPeople() {
        assertThat(Failure.of(new LocalFileException("cannot read x", new NoSuchFileException("x")))
                        .message())
                .isEqualTo("cannot read x: there is no such file or folder");
        assertThat(Failure.of(new LocalFileException("cannot write x", new AccessDeniedException("x")))
                        .message())
                .isEqualTo("cannot write x: permission denied");
        assertThat(Failure.of(new LocalFileException("cannot write x", new IOException("disk full")))
                        .message())
                .isEqualTo("cannot write x: disk full");
    }

    private static Throwable invalidToken() {
        Fernet fernet = new Fernet(FernetKey.generate(new SecureRandom()));
        return catchThrowableOfType(InvalidTokenException.class, () -> fernet.decrypt(new byte[0]));
    }

    private static Throwable noToken() {
        return catchThrowableOfType(MalformedTokenException.class, () -> TokenAnatomy.of(new byte[0]));
    }

    private static Throwable clockBefore1970() {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(-1), ZoneOffset.UTC);
        List<FernetKey> keys = List.of(FernetKey.generate(new SecureRandom()));
        Fernet fernet = new Fernet(keys, clock, new SecureRandom());
        return catchThrowableOfType(ClockException.class, () -> fernet.encrypt(new byte[0]));
    }

    private static ConnectFailedException connectFailure() {
        Endpoint nobody = Endpoint.of(PoliteServer.nobody());
        return catchThrowableOfType(
                ConnectFailedException.class,
                () -> TcpConnector.connect(nobody, Duration.ofSeconds(5), ServiceListener.NONE));
    }

    private static FrameException frameFailure() throws IOException {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(new byte[] {'{'}), 10);
        return catchThrowableOfType(FrameException.class, reader::read);
    }
}

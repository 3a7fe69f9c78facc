package dev.netkit.common.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.util.SetSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ConsoleTest {
    @Test
    void dataGoesToStandardOutputAsLines() throws IOException {
        TestConsole test = TestConsole.ofPipes("");
        test.console().print("\u0436 one");
        test.console().print("two");
        assertThat(test.out()).isEqualTo("\u0436 one\ntwo\n");
        assertThat(test.err()).isEmpty();
    }

    @Test
    void whatIsSaidGoesToStandardError() {
        TestConsole test = TestConsole.ofPipes("");
        test.console().say("\u0436 said");
        assertThat(test.err()).isEqualTo("\u0436 said\n");
        assertThat(test.out()).isEmpty();
    }

    @Test
    void streamsAreThoseThatWereGiven() throws IOException {
        TestConsole test = TestConsole.ofTerminal("");
        test.console().out().write("\u001b data".getBytes(UTF_8));
        test.console().err().print("about it");
        assertThat(test.out()).isEqualTo("\u001b data");
        assertThat(test.err()).isEqualTo("about it");
    }

    @Test
    @SetSystemProperty(key = Console.TERMINALS_PROPERTY, value = "02")
    void consoleOfTheProcessBelievesTheLauncher() {
        Console console = Console.ofProcess();
        assertThat(console.inIsTerminal()).isTrue();
        assertThat(console.outIsTerminal()).isFalse();
        assertThat(console.errIsTerminal()).isTrue();
    }

    @Test
    void errorIsOneLineWithTheProgramsName() {
        TestConsole test = TestConsole.ofPipes("");
        test.console().error(Failure.of(new IOException("reset")));
        assertThat(test.err()).startsWith("netkit: ").endsWith("\n");
        assertThat(test.err().lines()).hasSize(1);
        assertThat(test.out()).isEmpty();
    }

    @Test
    void whatToDoIsASecondLine() {
        TestConsole test = TestConsole.ofPipes("");
        test.console().error(Failure.ofUsage("Unknown option: '-x'", "'netkit --help' shows how it is used"));
        assertThat(test.err().lines()).hasSize(2).first().asString().isEqualTo("netkit: unknown option: '-x'");
        assertThat(test.err().lines().skip(1).findFirst().orElseThrow())
                .startsWith("  ")
                .endsWith("'netkit --help' shows how it is used");
    }

    @Test
    void questionIsAskedOnStandardError() throws IOException {
        TestConsole test = TestConsole.ofTerminal("ann\nbob\n");
        assertThat(test.console().ask("Name: ")).contains("ann");
        assertThat(test.err()).isEqualTo("Name: ");
        assertThat(test.console().ask("Again: ")).contains("bob");
        assertThat(test.console().ask("Once more: ")).isEmpty();
        assertThat(test.out()).isEmpty();
    }

    @Test
    void linesAreReadWithoutTheirEnds() throws IOException {
        Console console = TestConsole.ofPipes("one\r\n\n\u0436\nlast").console();
        assertThat(console.readLine()).contains("one");
        assertThat(console.readLine()).contains("");
        assertThat(console.readLine()).contains("\u0436");
        assertThat(console.readLine()).contains("last");
        assertThat(console.readLine()).isEmpty();
    }

    @Test
    void inputCanBeReadAsBytes() throws IOException {
        byte[] bytes = {0, (byte) 0xFF, 1, (byte) 0x80};
        Console console = new Console(
                new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), "");
        assertThat(console.in().read()).isZero();
        assertThat(console.in().read()).isEqualTo(0xFF);
        assertThat(console.in().available()).isEqualTo(2);
        assertThat(console.in().readAllBytes()).containsExactly(1, 0x80);
        assertThat(console.in().read()).isEqualTo(-1);
    }

    @Test
    void failureOfStandardInputIsALocalOne() {
        IOException broken = new IOException("Is a directory");
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        };
        Console console = new Console(failing, OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), "");
        assertThatExceptionOfType(LocalFileException.class)
                .isThrownBy(() -> console.in().read())
                .withMessageContaining("standard input")
                .withMessageContaining("Is a directory")
                .withCause(broken);
        assertThatExceptionOfType(LocalFileException.class).isThrownBy(console::readLine);
    }

    @Test
    void failureOfStandardOutputPassesThrough() {
        IOException broken = new IOException("full");
        Console console = new Console(
                InputStream.nullInputStream(),
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw broken;
                    }
                },
                OutputStream.nullOutputStream(),
                "");
        assertThatThrownBy(() -> console.print("x")).isSameAs(broken);
    }

    @ParameterizedTest
    @CsvSource({
        "'', false, false, false",
        "0, true, false, false",
        "1, false, true, false",
        "2, false, false, true",
        "02, true, false, true",
        "012, true, true, true"
    })
    void terminalsAreThoseThatTheLauncherNames(String terminals, boolean in, boolean out, boolean err) {
        Console console = new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                terminals);
        assertThat(console.inIsTerminal()).isEqualTo(in);
        assertThat(console.outIsTerminal()).isEqualTo(out);
        assertThat(console.errIsTerminal()).isEqualTo(err);
    }

    @Test
    void dataOfAPeerIsEscapedForATerminalAndLeftAloneInAPipe() throws IOException {
        byte[] hostile = "\u001b[2Jhi\n".getBytes(UTF_8);

        TestConsole terminal = TestConsole.ofTerminal("");
        terminal.console().outForPeerData().write(hostile);
        assertThat(terminal.out()).isEqualTo("\\x1b[2Jhi\n");

        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        Console pipe = new Console(InputStream.nullInputStream(), raw, OutputStream.nullOutputStream(), "02");
        pipe.outForPeerData().write(hostile);
        assertThat(raw.toByteArray()).isEqualTo(hostile);
    }
}
